package dev.pappus.format.ipa;

import dev.pappus.format.BundleIdentity;
import dev.pappus.format.DeviceList;
import dev.pappus.format.FactText;
import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.InstallLink;
import dev.pappus.format.InstallManifest;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PropertyList;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Apple's package for iOS and iPadOS. The app is the one bundle directly under {@code Payload};
 * extensions and watch apps inside it are not the app.
 */
@ApplicationScoped
public class IpaFormat implements PackageFormat {
  private static final Pattern APP_PLIST = Pattern.compile("Payload/[^/]+\\.app/Info\\.plist");
  private static final Pattern APP_FOLDER = Pattern.compile("(Payload/[^/]+\\.app/).*+");

  @Inject Clock clock;

  @Override
  public String name() {
    return "ipa";
  }

  @Override
  public Platform platform() {
    return Platform.IOS;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.names().stream().anyMatch(name -> APP_PLIST.matcher(name).matches());
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    String folder = appFolder(file);
    PropertyList plist =
        PropertyList.parse(
            file.read(folder + "Info.plist", file.limits().maxDescriptionBytes())
                .orElseThrow(
                    () ->
                        new UnreadablePackageException(
                            PackageDefect.MISSING_FIELD, "The app bundle has no Info.plist.")),
            file.limits());
    String bundleId = BundleIdentity.checkedId(required(plist, "CFBundleIdentifier"));
    String label = BundleIdentity.name(plist);
    String name = label == null ? bundleId : label;
    return new PackageFacts(
        name(),
        platform(),
        bundleId,
        name,
        BundleIdentity.version(plist),
        required(plist, "CFBundleVersion"),
        FactText.line("minimum iOS version", plist.text("MinimumOSVersion")),
        icon(file, folder, plist),
        FactSheet.of(file, folder, plist, name, clock.instant()));
  }

  @Override
  public Optional<DeviceList> devices(PackageFile file) {
    return ProvisioningProfile.of(file, appFolder(file)).flatMap(ProvisioningProfile::deviceList);
  }

  private static String appFolder(PackageFile file) {
    Set<String> folders = new LinkedHashSet<>();
    for (String name : file.names()) {
      var matcher = APP_FOLDER.matcher(name);
      if (matcher.matches()) {
        folders.add(matcher.group(1));
      }
    }
    if (folders.size() != 1) {
      throw new UnreadablePackageException(
          PackageDefect.AMBIGUOUS_APP_BUNDLE, "The package holds more than one app.");
    }
    return folders.iterator().next();
  }

  /** iOS installs no app without these two. */
  private static String required(PropertyList plist, String key) {
    String text = FactText.line(key, plist.text(key));
    if (text == null) {
      throw new UnreadablePackageException(
          plist.has(key) ? PackageDefect.INVALID_FIELD : PackageDefect.MISSING_FIELD,
          "The app's Info.plist has no usable " + key + ".");
    }
    return text;
  }

  /**
   * The widest of the pictures in the bundle's top folder whose names begin as Info.plist says;
   * those within {@code Assets.car} cannot be read.
   */
  private static @Nullable IconImage icon(PackageFile file, String folder, PropertyList plist) {
    List<String> declared = declaredIcons(plist, file.limits().maxIconFiles());
    List<String> entries =
        file.names().stream().filter(name -> isIcon(name, folder, declared)).toList();
    return IconReader.widest(file, entries)
        .flatMap(picture -> IconReader.read(picture, file.limits()))
        .orElse(null);
  }

  private static boolean isIcon(String name, String folder, List<String> declared) {
    if (!name.startsWith(folder) || name.indexOf('/', folder.length()) >= 0) {
      return false;
    }
    String fileName = name.substring(folder.length());
    return declared.stream().anyMatch(icon -> fileName.equals(icon) || isVariant(fileName, icon));
  }

  /**
   * {@code AppIcon60x60} stands for {@code AppIcon60x60@2x.png}, {@code AppIcon60x60~ipad.png} …
   */
  private static boolean isVariant(String fileName, String icon) {
    if (icon.isEmpty() || !fileName.startsWith(icon) || !fileName.endsWith(".png")) {
      return false;
    }
    char next = fileName.charAt(icon.length());
    return next == '@' || next == '~' || next == '.';
  }

  private static List<String> declaredIcons(PropertyList plist, int max) {
    List<String> declared = new ArrayList<>(plist.list("CFBundleIconFiles"));
    for (String key : List.of("CFBundleIcons", "CFBundleIcons~ipad")) {
      PropertyList icons = plist.dictionary(key);
      PropertyList primary = icons == null ? null : icons.dictionary("CFBundlePrimaryIcon");
      if (primary != null) {
        declared.addAll(primary.list("CFBundleIconFiles"));
      }
    }
    String single = plist.text("CFBundleIconFile");
    if (single != null) {
      declared.add(single);
    }
    // "Icon.png" is what iOS looks for when nothing is declared (Apple, QA1686).
    return declared.isEmpty() ? List.of("Icon") : declared.stream().distinct().limit(max).toList();
  }

  @Override
  public InstallLink installLink(InstallSubject subject) {
    return InstallLink.to(ItmsManifest.link(subject.manifestUrl()));
  }

  @Override
  public Optional<InstallManifest> manifest(InstallSubject subject) {
    return Optional.of(ItmsManifest.of(subject));
  }
}
