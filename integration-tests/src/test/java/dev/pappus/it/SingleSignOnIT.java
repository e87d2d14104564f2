package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.pappus.account.oidc.OpenIdStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in by a provider and by a directory, as browsers do it, and what could go wrong there.
 */
@ExtendWith(ArquillianExtension.class)
class SingleSignOnIT {
  private static final String SIGN_IN = "/console/sign-in.xhtml";
  private static final String PROVIDER = "/console/sign-in/provider";
  private static final String SESSION = "PAPPUS_CONSOLE";
  private static final String HOME = "/console/app/apps.xhtml";
  private static final String AUDIT = "/console/audit/audit.xhtml";
  private static final String WRONG = "could not be accepted";

  private static final URI ISSUER =
      URI.create(
          DeployedApplication.setting("PAPPUS_ACCOUNT_OIDC_DISCOVERY_URL")
              .replace("/.well-known/openid-configuration", ""));

  /** One for all providers here: the server keeps what it has read for an hour. */
  private static final RSAKey KEY = OpenIdStandIn.newKey("of the tests");

  private final String name = TestTeam.newAddress().replace("@example.com", "");

  private OpenIdStandIn provider(String... groups) throws IOException {
    OpenIdStandIn provider = new OpenIdStandIn(ISSUER.getPort(), Clock.systemUTC());
    provider.key = KEY;
    provider.subject = name;
    provider.userinfoSubject = name;
    provider.person.put("email", name + "@example.com");
    provider.person.put("groups", List.of(groups));
    return provider;
  }

  /** Follows redirects, at both servers, until there is a page. */
  private static Browser.Page follow(Browser browser, Browser.Page page) {
    return follow(browser, page, DeployedApplication.baseUri());
  }

  /**
   * @param from where the page is: the provider leads on by paths of its own
   */
  private static Browser.Page follow(Browser browser, Browser.Page page, URI from) {
    URI url = from;
    Browser.Page at = page;
    for (int i = 0; i < 10 && at.location().isPresent(); i++) {
      url = url.resolve(at.location().get());
      at = browser.get(url.toString());
    }
    return at;
  }

  private static Browser.Page signIn(Browser browser, String query) {
    return follow(browser, browser.get(PROVIDER + query));
  }

  private static void isOutside(Browser browser) {
    assertThat(browser.get(HOME).status()).isIn(302, 303);
  }

  @Test
  void signsInAndOutAtAProviderOfSomebodyElsesMaking(@TempDir Path folder) throws Exception {
    try (NodeProvider node = NodeProvider.start(folder, ISSUER, KEY)) {
      Browser browser = new Browser();
      assertThat(browser.get(SIGN_IN).text()).contains("Sign in with Example ID");
      String planted = browser.cookie(SESSION);

      Browser.Page form = follow(browser, browser.get(PROVIDER + "?next=" + AUDIT));
      form =
          follow(
              browser, fill(browser, form, "&login=" + name + "%3Ait-auditors&password=x"), ISSUER);
      Browser.Page audit = follow(browser, fill(browser, form, ""), ISSUER);

      assertThat(audit.status()).as(audit.text()).isEqualTo(200);
      assertThat(audit.text()).contains(name + "@example.com");
      assertThat(browser.cookie(SESSION)).isNotEqualTo(planted);

      Browser.Page left = browser.press(HOME, "id=\"out\"", Map.of());
      isOutside(browser);
      assertThat(node.isRunning()).isTrue();
      Matcher there = Pattern.compile("url=([^\"]*/end\\?[^\"]*)\"").matcher(left.text());
      assertThat(there.find()).as(left.text()).isTrue();
      Browser.Page confirm = browser.get(there.group(1).replace("&amp;", "&"));
      Browser.Page back = fill(browser, confirm, "&logout=yes");
      assertThat(back.location().orElse("")).endsWith(SIGN_IN);
    }
  }

  /** Sends the form of a page of the provider's. */
  private static Browser.Page fill(Browser browser, Browser.Page page, String fields) {
    Matcher action = Pattern.compile("action=\"([^\"]+)\"").matcher(page.text());
    Matcher hidden =
        Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")
            .matcher(page.text());
    assertThat(action.find() && hidden.find()).as(page.text()).isTrue();
    return browser.post(action.group(1), hidden.group(1) + "=" + hidden.group(2) + fields);
  }

  @Test
  void givesTheSessionAnotherIdAndGoesWhereSomebodyWanted() throws IOException {
    try (OpenIdStandIn provider = provider("it-developers")) {
      Browser browser = new Browser();
      browser.get(SIGN_IN);
      String planted = browser.cookie(SESSION);

      Browser.Page page = signIn(browser, "?next=/console/account/tokens.xhtml");

      assertThat(page.status()).as(page.text()).isEqualTo(200);
      assertThat(page.text()).contains(name + "@example.com").contains("id=\"new\"");
      assertThat(browser.cookie(SESSION)).isNotEmpty().isNotEqualTo(planted);
      assertThat(provider.asked).contains("/token");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/%5Cevil.example/",
        "javascript:alert(1)",
        "continue",
        ""
      })
  void leadsNowhereElse(String next) throws IOException {
    try (OpenIdStandIn provider = provider("it-developers")) {
      Browser browser = new Browser();
      Browser.Page there = browser.get(PROVIDER + "?next=" + next);
      Browser.Page back = browser.get(there.location().orElseThrow());

      URI page =
          DeployedApplication.baseUri()
              .resolve(browser.get(back.location().orElseThrow()).location().orElseThrow());

      assertThat(page.getAuthority()).isEqualTo(DeployedApplication.baseUri().getAuthority());
      assertThat(page.getPath()).isEqualTo(HOME);
      assertThat(provider.asked).contains("/authorize");
    }
  }

  static Stream<Arguments> lies() {
    Instant now = Clock.systemUTC().instant();
    return Stream.of(
        lie("nonce", claims -> claims.claim("nonce", "another")),
        lie("aud", claims -> claims.audience("another")),
        lie("iss", claims -> claims.issuer("https://evil.example")),
        lie("exp", claims -> claims.expirationTime(Date.from(now.minusSeconds(600)))));
  }

  private static Arguments lie(String what, Consumer<JWTClaimsSet.Builder> lie) {
    return Arguments.of(what, lie);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void refusesATokenWithAnother(String what, Consumer<JWTClaimsSet.Builder> lie)
      throws IOException {
    try (OpenIdStandIn provider = provider("it-developers")) {
      provider.lie = lie;
      Browser browser = new Browser();

      assertThat(signIn(browser, "").text()).contains(WRONG);
      isOutside(browser);
    }
  }

  @Test
  void refusesATokenThatTheProviderHasNotSigned() throws IOException {
    try (OpenIdStandIn provider = provider("it-developers")) {
      Browser browser = new Browser();
      provider.signing = claims -> new PlainJWT(claims).serialize();
      assertThat(signIn(browser, "").text()).contains(WRONG);

      provider.signing =
          claims -> {
            provider.key = OpenIdStandIn.newKey("of the tests");
            return provider.signed(claims);
          };
      assertThat(signIn(browser, "").text()).contains(WRONG);
      isOutside(browser);
    }
  }

  @Test
  void refusesAnotherStateAndAnAnswerInAnotherBrowser() throws IOException {
    try (OpenIdStandIn provider = provider("it-developers")) {
      Browser attacker = new Browser();
      Browser.Page there = attacker.get(PROVIDER);
      String answer = attacker.get(there.location().orElseThrow()).location().orElseThrow();

      Browser victim = new Browser();
      assertThat(follow(victim, victim.get(answer)).text()).contains(WRONG);
      isOutside(victim);
      victim.get(PROVIDER);
      assertThat(follow(victim, victim.get(answer)).text()).contains(WRONG);
      isOutside(victim);

      assertThat(follow(attacker, attacker.get(answer + "x")).text()).contains(WRONG);
      assertThat(follow(attacker, attacker.get(answer)).text())
          .as("the attempt is over")
          .contains(WRONG);
      isOutside(attacker);
      assertThat(provider.asked).doesNotContain("/token");
    }
  }

  @Test
  void aGroupGivesARoleAndTakesItAway() throws IOException {
    try (OpenIdStandIn provider = provider("it-developers")) {
      Browser browser = new Browser();
      assertThat(signIn(browser, "").status()).isEqualTo(200);
      assertThat(browser.get(AUDIT).status()).isEqualTo(403);

      provider.person.put("groups", List.of("it-auditors"));
      assertThat(signIn(new Browser(), "").status()).isEqualTo(200);
      assertThat(browser.get(AUDIT).status()).as("at once, in every session").isEqualTo(200);

      provider.person.put("groups", List.of());
      assertThat(signIn(new Browser(), "").text()).contains("in no team");
      isOutside(browser);
    }
  }

  @Test
  void anAccountWithAPasswordIsNotGivenAway() throws IOException {
    TestTeam.Person person = TestTeam.made().member("developer");
    try (OpenIdStandIn provider = provider("it-developers")) {
      provider.person.put("email", person.email());

      assertThat(signIn(new Browser(), "").text()).contains("another account");
    }
  }

  @Test
  void passwordsGoOnWhileTheProviderDoesNotAnswer() throws IOException {
    try (OpenIdStandIn provider = provider()) {
      provider.broken.put("/token", "");
      assertThat(signIn(new Browser(), "").text()).contains("does not answer");
    }
    Browser.signedIn(TestTeam.ADMINISTRATOR, DeployedApplication.setting("PAPPUS_ADMIN_PASSWORD"));
  }

  private static Browser.Page byPassword(Browser browser, String name, String password) {
    return browser.press(SIGN_IN, "id=\"f\"", Map.of("f:email", name, "f:password", password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dora", "dora@example.com"})
  void aDirectoryKnowsNameAndPassword(String typed) {
    Browser browser = new Browser();

    Browser.Page home = byPassword(browser, typed, DirectoryServer.PASSWORD);

    assertThat(home.text()).contains("dora@example.com");
    assertThat(browser.get("/console/account/account.xhtml").text())
        .contains("Your organisation keeps your password")
        .doesNotContain("password:current");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "dor*", "dora)(uid=*", "*)(|(uid=dora", "nobody-there"})
  void whatIsTypedIsNoFilter(String typed) {
    Browser browser = new Browser();

    assertThat(byPassword(browser, typed, DirectoryServer.PASSWORD).text())
        .contains("Address or password is wrong");
    isOutside(browser);
  }

  @Test
  void anEmptyPasswordOpensNothing() {
    Browser browser = new Browser();

    assertThat(byPassword(browser, "dora", "").text()).contains("Address or password is wrong");
    isOutside(browser);
  }

  @Test
  void whoIsInNoGroupIsInNoTeam() {
    Browser browser = new Browser();

    assertThat(byPassword(browser, "nina", DirectoryServer.PASSWORD).text()).contains("in no team");
    isOutside(browser);
  }
}
