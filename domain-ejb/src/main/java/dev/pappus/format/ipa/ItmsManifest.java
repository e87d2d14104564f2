package dev.pappus.format.ipa;

import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import dev.pappus.format.InstallManifest;
import dev.pappus.format.InstallSubject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest that iOS reads before it loads an app over the air, and the link to it (Apple
 * Platform Deployment, "Distribute proprietary in-house apps to Apple devices": members {@code
 * items}, {@code assets}, {@code metadata}; the manifest as {@code text/xml}, https throughout).
 */
final class ItmsManifest {

  private ItmsManifest() {}

  static String link(URI manifestUrl) {
    return "itms-services://?action=download-manifest&url="
        + URLEncoder.encode(manifestUrl.toString(), StandardCharsets.UTF_8);
  }

  static InstallManifest of(InstallSubject subject) {
    List<NSObject> assets = new ArrayList<>();
    assets.add(asset("software-package", subject.packageUrl()));
    if (subject.iconUrl() != null) {
      assets.add(asset("display-image", subject.iconUrl()));
      assets.add(asset("full-size-image", subject.iconUrl()));
    }
    NSDictionary metadata = new NSDictionary();
    metadata.put("bundle-identifier", subject.bundleId());
    metadata.put("bundle-version", subject.version());
    metadata.put("kind", "software");
    metadata.put("title", subject.name());
    NSDictionary item = new NSDictionary();
    item.put("assets", new NSArray(assets.toArray(NSObject[]::new)));
    item.put("metadata", metadata);
    NSDictionary top = new NSDictionary();
    top.put("items", new NSArray(item));
    return new InstallManifest("text/xml", top.toXMLPropertyList());
  }

  private static NSDictionary asset(String kind, URI url) {
    NSDictionary asset = new NSDictionary();
    asset.put("kind", kind);
    asset.put("url", new NSString(url.toString()));
    return asset;
  }
}
