package dev.pappus.format.macos;

import dev.pappus.format.BundleIdentity;
import dev.pappus.format.FactText;
import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.MachO;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PropertyList;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An app of macOS in a zip archive: one bundle at its top. */
@ApplicationScoped
public class MacZipFormat implements PackageFormat {
  private static final Pattern APP_PLIST = Pattern.compile("[^/]+\\.app/Contents/Info\\.plist");
  private static final String INFO = "Info.plist";

  @Override
  public String name() {
    return "macos-zip";
  }

  @Override
  public Platform platform() {
    return Platform.FILE;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return !plists(file).isEmpty();
  }

  private static List<String> plists(PackageFile file) {
    return file.names().stream().filter(name -> APP_PLIST.matcher(name).matches()).toList();
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    List<String> plists = plists(file);
    if (plists.size() != 1) {
      throw new UnreadablePackageException(
          PackageDefect.AMBIGUOUS_APP_BUNDLE, "The archive holds more than one app.");
    }
    String folder = plists.get(0).substring(0, plists.get(0).length() - INFO.length());
    PropertyList plist =
        file.read(folder + INFO, file.limits().maxDescriptionBytes())
            .map(bytes -> PropertyList.parse(bytes, file.limits()))
            .orElseThrow(() -> new IllegalStateException("recognised without an Info.plist"));
    String id = FactText.line("bundle identifier", plist.text("CFBundleIdentifier"));
    String bundleId = id == null ? null : BundleIdentity.checkedId(id);
    String name = BundleIdentity.name(plist);
    return new PackageFacts(
        name(),
        platform(),
        bundleId,
        name == null ? bundleId : name,
        BundleIdentity.version(plist),
        FactText.line("CFBundleVersion", plist.text("CFBundleVersion")),
        FactText.line("minimum macOS version", plist.text("LSMinimumSystemVersion")),
        icon(file, folder, plist),
        facts(file, folder, plist));
  }

  private static Map<String, String> facts(PackageFile file, String folder, PropertyList plist) {
    Map<String, String> facts = new LinkedHashMap<>();
    FactText.put(facts, PackageFact.SYSTEM, "macos");
    FactText.putList(
        facts,
        PackageFact.ARCHITECTURES,
        MachO.architectures(file, folder + "MacOS/", plist.text("CFBundleExecutable")));
    FactText.put(
        facts,
        PackageFact.SIGNATURE_PRESENT,
        Boolean.toString(file.has(folder + "_CodeSignature/CodeResources")));
    return facts;
  }

  private static @Nullable IconImage icon(PackageFile file, String folder, PropertyList plist) {
    String icon = plist.text("CFBundleIconFile");
    if (icon == null) {
      return null;
    }
    String path = folder + "Resources/" + icon + (icon.endsWith(".icns") ? "" : ".icns");
    return file.readIfSound(path, file.limits().maxIconBytes())
        .flatMap(icns -> IcnsPictures.widest(icns, file.limits()))
        .flatMap(picture -> IconReader.read(picture, file.limits()))
        .orElse(null);
  }
}
