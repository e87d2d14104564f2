package dev.pappus.account.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.ManageCertificates;
import dev.pappus.account.ExternalPerson;
import dev.pappus.account.ExternalSignInException;
import dev.pappus.shared.inject.Injection;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory with Ann, Bob and the service that searches. */
class LdapDirectoryTest {
  private static final String BASE = "dc=example,dc=com";
  private static final String SERVICE = "cn=service," + BASE;
  private static final String ANN = "uid=ann,ou=people," + BASE;
  private static final String PASSWORD = "a word of Ann's";

  @TempDir Path directory;
  private InMemoryDirectoryServer server;
  private final LdapSettings settings = new LdapSettings();
  private final LdapDirectory ldap = Injection.wire(new LdapDirectory(), settings);

  /** What reached the server. */
  private final List<String> filters = new ArrayList<>();

  private final List<String> binds = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    start(InMemoryListenerConfig.createLDAPConfig("plain", loopback(), 0, null));
    settings.url = Optional.of(URI.create("ldap://127.0.0.1:" + server.getListenPort()));
    settings.plain = true;
    settings.base = Optional.of(BASE);
    settings.bindDn = Optional.of(SERVICE);
    settings.bindPassword = Optional.of("of the service");
    settings.timeout = Duration.ofSeconds(10);
    settings.check();
  }

  private void start(InMemoryListenerConfig listener) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(listener);
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
            filters.add(request.getRequest().getFilter().toString());
          }

          @Override
          public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            binds.add(request.getRequest().getBindDN());
          }
        });
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: example");
    server.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
    server.add(
        "dn: " + SERVICE, "objectClass: person", "cn: service", "userPassword: of the service");
    server.add(
        "dn: " + ANN,
        "objectClass: inetOrgPerson",
        "uid: ann",
        "cn: Ann Example",
        "mail: Ann@Example.com",
        "memberOf: cn=developers,ou=groups," + BASE,
        "memberOf: everybody",
        "userPassword: " + PASSWORD);
    server.add(
        "dn: uid=bob,ou=people," + BASE,
        "objectClass: inetOrgPerson",
        "uid: bob",
        "cn: Bob",
        "mail: bob@example.com",
        "userPassword: a word of Bob's");
    server.startListening();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  @AfterEach
  void stop() {
    server.shutDown(true);
  }

  @Test
  void knowsAPersonByNameOrAddress() throws Exception {
    ExternalPerson ann = ldap.find(" ann", PASSWORD).orElseThrow();

    assertThat(ann.issuer()).isEqualTo("ldap:" + BASE);
    assertThat(ann.subject()).isNotEmpty();
    assertThat(ann.email()).isEqualTo("ann@example.com");
    assertThat(ann.emailVerified()).isTrue();
    assertThat(ann.name()).isEqualTo("Ann Example");
    assertThat(ann.groups())
        .containsExactlyInAnyOrder("cn=developers,ou=groups," + BASE, "developers", "everybody");
    assertThat(ldap.find("ann@example.com", PASSWORD)).contains(ann);
  }

  @Test
  void whatIsTypedIsTriedAsThePersonThatWasFound() {
    ldap.find("ann", PASSWORD);

    assertThat(binds).containsExactly(SERVICE, ANN);
  }

  @Test
  void searchesAsNobodyWhereNoServiceIsSet() {
    settings.bindDn = Optional.empty();

    assertThat(ldap.find("ann", PASSWORD)).isPresent();
    assertThat(binds).containsExactly(ANN);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameTakeTheSameSteps() {
    assertThat(ldap.find("ann", "wrong")).isEmpty();
    assertThat(binds).hasSize(2);
    assertThat(ldap.find("nobody", "wrong")).isEmpty();
    assertThat(binds).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a*",
        "ann)(uid=*",
        "*)(|(uid=*",
        "ann)(!(uid=bob))",
        "ann\0",
        "\\2a",
        "ann,ou=people",
        "(uid=ann)",
        "ann))(|(cn=*"
      })
  void whatIsTypedIsAValueAndNoFilter(String typed) {
    assertThat(ldap.find(typed, PASSWORD)).isEmpty();

    assertThat(filters)
        .singleElement()
        .satisfies(
            filter -> {
              assertThat(filter).startsWith("(|(uid=").endsWith("))");
              assertThat(filter.chars().filter(c -> c == '(').count()).isEqualTo(3);
              assertThat(filter).doesNotContain("*");
            });
  }

  @Test
  void anEmptyPasswordNeverReachesTheServer() {
    assertThat(ldap.find("ann", "")).isEmpty();
    assertThat(ldap.find("", PASSWORD)).isEmpty();

    assertThat(binds).isEmpty();
  }

  @Test
  void aNameThatMeansMoreThanOneMeansNobody() throws Exception {
    server.modify(
        "dn: uid=bob,ou=people," + BASE, "changetype: modify", "replace: mail", "mail: ann");

    assertThat(ldap.find("ann", PASSWORD)).isEmpty();
    assertThat(binds).doesNotContain(ANN);
  }

  @Test
  void whoHasNoPasswordThereIsNotLetIn() throws Exception {
    server.modify("dn: " + ANN, "changetype: modify", "delete: userPassword");

    assertThat(ldap.find("ann", PASSWORD)).isEmpty();
  }

  @Test
  void anEntryWithoutAKeyIsNobody() {
    settings.idAttribute = "employeeNumber";

    unavailable();
  }

  @Test
  void keepsThePersonThroughARename() throws Exception {
    ExternalPerson before = ldap.find("ann", PASSWORD).orElseThrow();

    server.modifyDN(ANN, "uid=anna", true, null);

    assertThat(ldap.find("anna", PASSWORD).orElseThrow().subject()).isEqualTo(before.subject());
  }

  @Test
  void saysSoWhenTheServiceIsNotLetIn() {
    settings.bindPassword = Optional.of("another");

    unavailable();
  }

  @Test
  void saysSoWhenTheServerDoesNotListen() {
    server.shutDown(true);

    unavailable();
  }

  @Test
  void doesNotWaitForAServerThatSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, loopback())) {
      settings.url = Optional.of(URI.create("ldap://127.0.0.1:" + silent.getLocalPort()));
      settings.timeout = Duration.ofMillis(200);

      unavailable();
    }
  }

  @Test
  void goesNoFurtherInTheClearThanTheSettingAllows() {
    settings.plain = false;

    unavailable();
    assertThat(binds).isEmpty();
  }

  private void unavailable() {
    assertThatThrownBy(() -> ldap.find("ann", PASSWORD))
        .isInstanceOfSatisfying(
            ExternalSignInException.class,
            problem -> assertThat(problem.code()).isEqualTo("sign-in-unavailable"));
  }

  /** A key and a certificate of 127.0.0.1, made by the library. */
  private SSLContext certificate(String host) throws Exception {
    Path store = directory.resolve("server.p12");
    make(
        "generate-self-signed-certificate",
        "--keystore",
        store.toString(),
        "--keystore-password",
        "changeit",
        "--keystore-type",
        "PKCS12",
        "--alias",
        "server",
        "--subject-dn",
        "CN=" + host,
        "--subject-alternative-name-ip-address",
        host);
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    X509Certificate certificate = (X509Certificate) keys.getCertificate("server");
    Path pem = directory.resolve("ca.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    settings.caFile = Optional.of(pem.toString());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    return new SSLUtil(
            factory.getKeyManagers(), new TrustAllTrustManager[] {new TrustAllTrustManager()})
        .createSSLContext();
  }

  private static void make(String... arguments) throws CertException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultCode result = ManageCertificates.main(null, out, out, arguments);
    assertThat(result)
        .as(out.toString(java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(ResultCode.SUCCESS);
  }

  private void tls(String host, boolean start) throws Exception {
    server.shutDown(true);
    SSLContext context = certificate(host);
    start(
        start
            ? InMemoryListenerConfig.createLDAPConfig(
                "starttls", loopback(), 0, context.getSocketFactory())
            : InMemoryListenerConfig.createLDAPSConfig(
                "tls", loopback(), 0, context.getServerSocketFactory(), null));
    settings.plain = false;
    settings.url =
        Optional.of(
            URI.create((start ? "ldap" : "ldaps") + "://127.0.0.1:" + server.getListenPort()));
    settings.check();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void speaksTls(boolean start) throws Exception {
    tls("127.0.0.1", start);

    assertThat(ldap.find("ann", PASSWORD)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trustsNoServerOfAnotherName(boolean start) throws Exception {
    tls("127.0.0.9", start);
    // the library takes any certificate for a literal address of this machine
    settings.url =
        Optional.of(
            URI.create((start ? "ldap" : "ldaps") + "://localhost:" + server.getListenPort()));

    unavailable();
    assertThat(binds).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trustsNoServerThatNobodyVouchesFor(boolean start) throws Exception {
    tls("127.0.0.1", start);
    settings.caFile = Optional.empty();

    unavailable();
    assertThat(binds).isEmpty();
  }
}
