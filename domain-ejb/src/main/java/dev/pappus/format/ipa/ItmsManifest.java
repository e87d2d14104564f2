package dev.pappus.format.ipa;

import dev.pappus.format.FactText;
import dev.pappus.format.InstallManifest;
import dev.pappus.format.InstallSubject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The manifest that iOS reads before it loads an app over the air, and the link to it (Apple
 * Platform Deployment, "Distribute proprietary in-house apps to Apple devices": members {@code
 * items}, {@code assets}, {@code metadata}; the manifest as {@code text/xml}, https throughout).
 *
 * <p>Written here and not by the property list library, which hides {@code &} in CDATA sections
 * that simple readers of a manifest do not know.
 */
final class ItmsManifest {
  private static final String FRAME =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0">
      <dict>
        <key>items</key>
        <array>
          <dict>
            <key>assets</key>
            <array>
      %s        </array>
            <key>metadata</key>
            <dict>
              <key>bundle-identifier</key>
              <string>%s</string>
              <key>bundle-version</key>
              <string>%s</string>
              <key>kind</key>
              <string>software</string>
              <key>title</key>
              <string>%s</string>
            </dict>
          </dict>
        </array>
      </dict>
      </plist>
      """;

  private static final String ASSET =
      """
                <dict>
                  <key>kind</key>
                  <string>%s</string>
                  <key>url</key>
                  <string>%s</string>
                </dict>
      """;

  private ItmsManifest() {}

  static String link(URI manifestUrl) {
    return "itms-services://?action=download-manifest&url="
        + URLEncoder.encode(manifestUrl.toString(), StandardCharsets.UTF_8);
  }

  static InstallManifest of(InstallSubject subject) {
    StringBuilder assets = new StringBuilder(asset("software-package", subject.packageUrl()));
    if (subject.iconUrl() != null) {
      assets.append(asset("display-image", subject.iconUrl()));
      assets.append(asset("full-size-image", subject.iconUrl()));
    }
    return new InstallManifest(
        "text/xml",
        FRAME.formatted(
            assets,
            escaped(subject.bundleId()),
            escaped(subject.version()),
            escaped(subject.name())));
  }

  private static String asset(String kind, URI url) {
    return ASSET.formatted(kind, escaped(url.toString()));
  }

  /** For element content; {@link FactText} has taken out what XML cannot hold at all. */
  private static String escaped(String text) {
    String line = FactText.oneLine(text);
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
