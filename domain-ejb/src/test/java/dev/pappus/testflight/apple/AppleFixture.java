package dev.pappus.testflight.apple;

import dev.pappus.shared.inject.Injection;
import dev.pappus.webhook.endpoint.EndpointSettings;
import dev.pappus.webhook.endpoint.FakeHostLookup;
import dev.pappus.webhook.endpoint.HostLookup;
import dev.pappus.webhook.endpoint.ResolverFixture;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Our side of the calls, without a container. */
public final class AppleFixture {

  private AppleFixture() {}

  /** The calls, over a transport of the test's. */
  public static AppStoreConnect connect(URI base, AppleTransport transport, Clock clock) {
    TestFlightSettings settings = settings(base.toString());
    return Injection.wire(
        new AppStoreConnect(),
        transport,
        settings,
        guard(base, new FakeHostLookup(), clock),
        clock);
  }

  static TestFlightSettings settings(String base) {
    TestFlightSettings settings = new TestFlightSettings();
    settings.baseUrl = base;
    return settings;
  }

  static UploadGuard guard(URI base, HostLookup lookup, Clock clock) {
    return Injection.wire(
        new UploadGuard(), ResolverFixture.resolver(lookup, clock), settings(base.toString()));
  }

  /** The real transport; its threads end with the JVM. */
  public static HttpTransport transport(Clock clock) {
    HttpTransport transport = Injection.wire(new HttpTransport(), new EndpointSettings(), clock);
    ThreadFactory daemons =
        work -> {
          Thread thread = Executors.defaultThreadFactory().newThread(work);
          thread.setDaemon(true);
          return thread;
        };
    transport.threads = Executors.newCachedThreadPool(daemons);
    transport.watches = Executors.newSingleThreadScheduledExecutor(daemons);
    transport.client = transport.client(transport.threads);
    return transport;
  }

  /** A pair of the curve that Apple's keys have. */
  public static KeyPair keyPair() {
    return keyPair("secp256r1");
  }

  static KeyPair keyPair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of a .p8 file. */
  public static String p8(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
