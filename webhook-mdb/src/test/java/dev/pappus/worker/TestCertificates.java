package dev.pappus.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates made for the tests by the JDK's keytool: an authority, and what it signed. */
final class TestCertificates {
  /** The name in the good certificate. */
  static final String HOST = "hooks.example.test";

  private static final String PASSWORD = "changeit";
  private static @Nullable KeyStore made;

  private TestCertificates() {}

  /** A client's side that trusts the authority. */
  static SSLContext trusting() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", all().getCertificate("authority"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server with the right certificate. */
  static SSLContext good() {
    return server("good");
  }

  static SSLContext expired() {
    return server("expired");
  }

  static SSLContext selfSigned() {
    return server("selfsigned");
  }

  private static SSLContext server(String alias) {
    try {
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      char[] password = PASSWORD.toCharArray();
      one.setKeyEntry(
          alias, all().getKey(alias, password), password, all().getCertificateChain(alias));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized KeyStore all() {
    KeyStore ready = made;
    if (ready == null) {
      try {
        ready = make();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      made = ready;
    }
    return ready;
  }

  private static KeyStore make()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path directory = Files.createTempDirectory("certificates");
    Path file = directory.resolve("keys.p12");
    keytool(file, "authority", "-ext", "bc=ca:true", "-validity", "3650");
    List<String> signed = List.of("-signer", "authority", "-ext", "san=dns:" + HOST);
    keytool(file, "good", with(signed, "-validity", "3650"));
    keytool(file, "expired", with(signed, "-startdate", "-10d", "-validity", "5"));
    keytool(file, "selfsigned", "-ext", "san=dns:" + HOST, "-validity", "3650");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Files.delete(file);
    Files.delete(directory);
    return store;
  }

  private static String[] with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    Collections.addAll(all, more);
    return all.toArray(String[]::new);
  }

  private static void keytool(Path file, String alias, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Collections.addAll(command, "-genkeypair", "-alias", alias, "-keyalg", "EC");
    Collections.addAll(command, "-dname", "CN=" + alias, "-storetype", "PKCS12");
    Collections.addAll(command, "-keystore", file.toString(), "-storepass", PASSWORD);
    Collections.addAll(command, options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }
}
