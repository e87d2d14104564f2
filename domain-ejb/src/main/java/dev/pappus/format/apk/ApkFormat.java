package dev.pappus.format.apk;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Android's installable package. The device downloads and opens the file itself. */
@ApplicationScoped
public class ApkFormat implements PackageFormat {
  private static final String MANIFEST = "AndroidManifest.xml";
  private static final String RESOURCES = "resources.arsc";

  /** Manifests of the largest apps stay under 1 MB. */
  private static final int MAX_MANIFEST_BYTES = 4 << 20;

  /** Resource tables of the largest apps have some 30 MB. */
  private static final int MAX_RESOURCES_BYTES = 64 << 20;

  private static final int MAX_ICON_FILES = 40;

  /** developer.android.com/build/configure-app-module, "Set the application ID". */
  private static final Pattern PACKAGE_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*+");

  @Override
  public String name() {
    return "apk";
  }

  @Override
  public Platform platform() {
    return Platform.ANDROID;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.has(MANIFEST);
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    ResourcesOnDemand resources = new ResourcesOnDemand(file);
    byte[] bytes =
        file.read(MANIFEST, MAX_MANIFEST_BYTES)
            .orElseThrow(() -> new IllegalStateException("recognised without a manifest"));
    AndroidManifest manifest = new AndroidManifest(bytes, resources::table);
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

  private static String packageName(AndroidManifest manifest) {
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

  private static Map<String, String> facts(PackageFile file, AndroidManifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    String targetSdk = FactText.line("target SDK", manifest.targetSdk);
    if (targetSdk != null) {
      facts.put("targetSdk", targetSdk);
    }
    facts.put("debuggable", Boolean.toString(manifest.debuggable));
    facts.put("testOnly", Boolean.toString(manifest.testOnly));
    facts.put("device", manifest.watch ? "watch" : "phone");
    String abis = abis(file);
    if (!abis.isEmpty()) {
      facts.put("abis", abis);
    }
    String split = FactText.line("split name", manifest.split);
    if (split != null) {
      facts.put("split", split);
    }
    return facts;
  }

  /** The folders under {@code lib} that hold native code, by name, comma-separated. */
  private static String abis(PackageFile file) {
    TreeSet<String> abis = new TreeSet<>();
    for (String name : file.names()) {
      String[] parts = name.split("/", 4);
      if (parts.length == 3 && parts[0].equals("lib") && parts[2].endsWith(".so")) {
        abis.add(parts[1]);
      }
    }
    String list = String.join(",", abis);
    return list.length() > PackageFacts.MAX_TEXT_LENGTH ? "" : list;
  }

  /**
   * The widest picture among all entries of the icon: launchers scale down better than up. Android
   * lists XML icons for every density of some apps although pictures lie beside them.
   */
  private static @Nullable IconImage icon(
      PackageFile file, AndroidManifest manifest, ResourcesOnDemand resources) {
    List<String> paths;
    if (manifest.iconPath != null) {
      paths = List.of(manifest.iconPath);
    } else {
      ResourceTable table = manifest.icon == 0 ? null : resources.table();
      paths = table == null ? List.of() : table.allTexts(manifest.icon);
    }
    byte[] widest = null;
    int width = 0;
    for (String path : paths.stream().distinct().limit(MAX_ICON_FILES).toList()) {
      byte[] picture = file.readIfSound(path, IconReader.MAX_FILE_BYTES).orElse(null);
      int candidate = picture == null ? 0 : IconReader.width(picture);
      if (candidate > width) {
        widest = picture;
        width = candidate;
      }
    }
    return widest == null ? null : IconReader.read(widest).orElse(null);
  }

  @Override
  public InstallLink installLink(InstallSubject subject) {
    return InstallLink.to(subject.packageUrl().toString());
  }

  /** The resource table, read when first needed: many small apps need none. */
  private static final class ResourcesOnDemand {
    private final PackageFile file;
    private @Nullable ResourceTable table;

    ResourcesOnDemand(PackageFile file) {
      this.file = file;
    }

    @Nullable ResourceTable table() {
      if (table == null) {
        table = file.read(RESOURCES, MAX_RESOURCES_BYTES).map(ResourceTable::new).orElse(null);
      }
      return table;
    }
  }
}
