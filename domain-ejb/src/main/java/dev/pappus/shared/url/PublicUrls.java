package dev.pappus.shared.url;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every link that leaves the server begins with {@code pappus.public-url}. */
@ApplicationScoped
public class PublicUrls {
  @Inject
  @ConfigProperty(name = "pappus.public-url")
  URI base;

  /** The install page: {@code <base>/<slug>}. */
  public String installPage(String slug) {
    return base() + "/" + slug;
  }

  /** The install page of a certain build. */
  public String installPage(String slug, String buildId) {
    return installPage(slug) + "?build=" + buildId;
  }

  /** A PNG of the QR code that leads to the install page. */
  public String qrCode(String slug) {
    return installPage(slug) + "/qr.png";
  }

  /** A PNG of the QR code that leads to the install page of a certain build. */
  public String qrCode(String slug, String buildId) {
    return qrCode(slug) + "?build=" + buildId;
  }

  /** A PNG of a build's icon. */
  public String icon(String slug, String buildId) {
    return installPage(slug) + "/icon.png?build=" + buildId;
  }

  /** A link to a path of ours; {@code path} begins with a slash. */
  public String of(String path) {
    return base() + path;
  }

  /** Whether people reach us by TLS, so that cookies may be marked secure. */
  public boolean secure() {
    return "https".equals(base.getScheme().toLowerCase(Locale.ROOT));
  }

  private String base() {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
