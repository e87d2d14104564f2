package dev.pappus.testflight.apple;

import dev.pappus.shared.net.IpLiteral;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where Apple is. */
@ApplicationScoped
public class TestFlightSettings {
  private static final String BASE_URL = "pappus.testflight.base-url";

  /**
   * URL that the calls of the App Store Connect API begin with, without a slash at its end. Default
   * {@code https://api.appstoreconnect.apple.com}; https, or http to a loopback address, where a
   * stand-in for tests is. Since 0.2.
   */
  @Inject
  @ConfigProperty(name = BASE_URL, defaultValue = "https://api.appstoreconnect.apple.com")
  String baseUrl = "https://api.appstoreconnect.apple.com";

  URI baseUrl() {
    return URI.create(baseUrl);
  }

  /**
   * @throws IllegalStateException with one clear line if the value is wrong
   */
  void check() {
    if (!isRight()) {
      throw new IllegalStateException(
          BASE_URL + " is " + baseUrl + "; it must be like https://api.appstoreconnect.apple.com");
    }
  }

  private boolean isRight() {
    URI uri;
    try {
      uri = baseUrl();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && !baseUrl.endsWith("/")
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost())));
  }

  private static boolean isLoopback(String host) {
    return IpLiteral.parse(host.replaceAll("[\\[\\]]", ""))
        .filter(address -> address.isLoopbackAddress())
        .isPresent();
  }
}
