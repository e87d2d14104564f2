package dev.pappus.format.aab;

import dev.pappus.format.FactText;
import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.InstallLink;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Android's bundle for stores. No device installs it: a store makes packages of it first. */
@ApplicationScoped
public class AabFormat implements PackageFormat {
  private static final String BASE = "base/";
  private static final String MANIFEST = "/manifest/AndroidManifest.xml";
  private static final String RESOURCES = BASE + "resources.pb";

  /** developer.android.com/build/configure-app-module, "Set the application ID". */
  private static final Pattern PACKAGE_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*+(?:\\.[A-Za-z][A-Za-z0-9_]*+)*+");

  @Override
  public String name() {
    return "aab";
  }

  @Override
  public Platform platform() {
    return Platform.ANDROID;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.has("base" + MANIFEST);
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    ResourcesOnDemand resources = new ResourcesOnDemand(file);
    byte[] bytes =
        file.read("base" + MANIFEST, file.limits().maxManifestBytes())
            .orElseThrow(() -> new IllegalStateException("recognised without a manifest"));
    BundleManifest manifest = new BundleManifest(bytes, file.limits(), resources::table);
    String packageName = packageName(manifest);
    String label = FactText.line("label", manifest.label);
    return new PackageFacts(
        name(),
        platform(),
        packageName,
        label == null ? packageName : label,
        FactText.line("version name", manifest.versionName),
        Long.toString(manifest.longVersionCode()),
        FactText.line("minimum SDK", manifest.minSdk),
        icon(file, manifest, resources),
        facts(file, manifest));
  }

  private static String packageName(BundleManifest manifest) {
    String name = manifest.packageName;
    if (name == null) {
      throw new UnreadablePackageException(
          PackageDefect.MISSING_FIELD, "The manifest names no package.");
    }
    if (name.length() > PackageFacts.MAX_TEXT_LENGTH || !PACKAGE_NAME.matcher(name).matches()) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The manifest's package name is no valid one.");
    }
    return name;
  }

  private static Map<String, String> facts(PackageFile file, BundleManifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    FactText.put(facts, "targetSdk", manifest.targetSdk);
    FactText.put(facts, "debuggable", Boolean.toString(manifest.debuggable));
    FactText.put(facts, "device", manifest.watch ? "watch" : "phone");
    FactText.put(facts, "modules", String.join(",", modules(file)));
    FactText.put(facts, "abis", String.join(",", abis(file)));
    FactText.put(facts, "permissionsDeclared", Integer.toString(manifest.declaredPermissions));
    FactText.put(facts, "permissions", String.join(",", manifest.permissions));
    return facts;
  }

  private static Collection<String> modules(PackageFile file) {
    TreeSet<String> modules = new TreeSet<>();
    for (String name : file.names()) {
      if (name.endsWith(MANIFEST) && name.indexOf('/') == name.length() - MANIFEST.length()) {
        modules.add(name.substring(0, name.indexOf('/')));
      }
    }
    return modules;
  }

  /** The folders under any module's {@code lib} that hold native code, by name. */
  private static Collection<String> abis(PackageFile file) {
    TreeSet<String> abis = new TreeSet<>();
    for (String name : file.names()) {
      String[] parts = name.split("/", 5);
      if (parts.length == 4 && parts[1].equals("lib") && parts[3].endsWith(".so")) {
        abis.add(parts[2]);
      }
    }
    return abis;
  }

  /** The widest raster among all entries of the icon. */
  private static @Nullable IconImage icon(
      PackageFile file, BundleManifest manifest, ResourcesOnDemand resources) {
    byte[] widest = null;
    int width = 0;
    for (String path : iconPaths(manifest, resources, file.limits().maxIconFiles())) {
      byte[] picture = file.readIfSound(BASE + path, file.limits().maxIconBytes()).orElse(null);
      int candidate = picture == null ? 0 : IconReader.width(picture, file.limits());
      if (candidate > width) {
        widest = picture;
        width = candidate;
      }
    }
    return Optional.ofNullable(widest)
        .flatMap(picture -> IconReader.read(picture, file.limits()))
        .orElse(null);
  }

  private static List<String> iconPaths(
      BundleManifest manifest, ResourcesOnDemand resources, int max) {
    ProtoItem icon = manifest.icon;
    if (icon == null || icon.reference() == 0) {
      return icon == null || icon.text() == null ? List.of() : List.of(icon.text());
    }
    BundleResources table = resources.table();
    return table == null
        ? List.of()
        : table.allTexts(icon.reference()).stream().limit(max).toList();
  }

  @Override
  public InstallLink installLink(InstallSubject subject) {
    return InstallLink.none("app_bundle");
  }

  /** The resource table, read when first needed. */
  private static final class ResourcesOnDemand {
    private final PackageFile file;
    private @Nullable BundleResources table;

    ResourcesOnDemand(PackageFile file) {
      this.file = file;
    }

    @Nullable BundleResources table() {
      if (table == null) {
        table =
            file.read(RESOURCES, file.limits().maxResourcesBytes())
                .map(BundleResources::new)
                .orElse(null);
      }
      return table;
    }
  }
}
