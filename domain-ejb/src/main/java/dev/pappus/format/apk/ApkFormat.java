package dev.pappus.format.apk;

import dev.pappus.format.AndroidIdentity;
import dev.pappus.format.FactText;
import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageWarning;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Android's installable package. The device downloads and opens the file itself. */
@ApplicationScoped
public class ApkFormat implements PackageFormat {
  private static final String MANIFEST = "AndroidManifest.xml";
  private static final String RESOURCES = "resources.arsc";

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
        file.read(MANIFEST, file.limits().maxManifestBytes())
            .orElseThrow(() -> new IllegalStateException("recognised without a manifest"));
    AndroidManifest manifest = new AndroidManifest(bytes, file.limits(), resources::table);
    String packageName = AndroidIdentity.packageName(manifest.packageName);
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

  private static Map<String, String> facts(PackageFile file, AndroidManifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    SignatureFacts signature = SignatureCheck.of(file, manifest.minSdk);
    FactText.putWarnings(facts, warnings(manifest, signature));
    FactText.put(facts, PackageFact.TARGET_SDK, manifest.targetSdk);
    FactText.put(facts, PackageFact.DEBUGGABLE, Boolean.toString(manifest.debuggable));
    FactText.put(facts, PackageFact.TEST_ONLY, Boolean.toString(manifest.testOnly));
    FactText.put(facts, PackageFact.DEVICE, manifest.device());
    FactText.putList(facts, PackageFact.ABIS, abis(file));
    FactText.put(facts, PackageFact.SPLIT, manifest.split);
    FactText.put(facts, PackageFact.SPLIT_REQUIRED, manifest.splitRequired ? "true" : null);
    signature.addTo(facts);
    ManifestRequests requests = manifest.requests;
    FactText.put(
        facts, PackageFact.PERMISSION_COUNT, Integer.toString(requests.permissions().size()));
    FactText.put(
        facts, PackageFact.PERMISSIONS_DECLARED, Integer.toString(requests.declaredPermissions()));
    FactText.putList(facts, PackageFact.PERMISSIONS, requests.permissions());
    FactText.putList(facts, PackageFact.FEATURES, requests.features());
    FactText.putList(facts, PackageFact.OPTIONAL_FEATURES, requests.optionalFeatures());
    ManifestEntrances entrances = manifest.entrances;
    FactText.put(
        facts, PackageFact.LAUNCHER_ACTIVITY, entrances.launcherActivity(manifest.packageName));
    FactText.putList(facts, PackageFact.DEEP_LINKS, entrances.deepLinks());
    FactText.putLabels(facts, manifest.labels(), manifest.label);
    return facts;
  }

  /** What a person should see before the package is passed on. */
  private static List<PackageWarning> warnings(AndroidManifest manifest, SignatureFacts signature) {
    List<PackageWarning> warnings = new ArrayList<>();
    if (manifest.debuggable) {
      warnings.add(PackageWarning.DEBUGGABLE);
    }
    if (manifest.testOnly) {
      warnings.add(PackageWarning.TEST_ONLY);
    }
    if (signature.verdict() == SignatureFacts.Verdict.UNSIGNED) {
      warnings.add(PackageWarning.UNSIGNED);
    }
    if (signature.verdict() == SignatureFacts.Verdict.INVALID) {
      warnings.add(PackageWarning.SIGNATURE_INVALID);
    }
    if (manifest.split != null) {
      warnings.add(PackageWarning.SPLIT);
    }
    if (manifest.splitRequired) {
      warnings.add(PackageWarning.SPLIT_REQUIRED);
    }
    return warnings;
  }

  /** The folders under {@code lib} that hold native code, by name. */
  private static Collection<String> abis(PackageFile file) {
    TreeSet<String> abis = new TreeSet<>();
    for (String name : file.names()) {
      String[] parts = name.split("/", 4);
      if (parts.length == 3 && parts[0].equals("lib") && parts[2].endsWith(".so")) {
        abis.add(parts[1]);
      }
    }
    return abis;
  }

  /**
   * The widest picture among all entries of the icon. Android lists XML icons for every density of
   * some apps although pictures lie beside them.
   */
  private static @Nullable IconImage icon(
      PackageFile file, AndroidManifest manifest, ResourcesOnDemand resources) {
    List<String> paths = iconPaths(manifest, resources);
    return IconReader.widest(file, paths)
        .flatMap(picture -> IconReader.read(picture, file.limits()))
        .orElseGet(() -> drawnIcon(file, paths, resources));
  }

  private static List<String> iconPaths(AndroidManifest manifest, ResourcesOnDemand resources) {
    if (manifest.iconPath != null) {
      return List.of(manifest.iconPath);
    }
    ResourceTable table = manifest.icon == 0 ? null : resources.table();
    return table == null ? List.of() : table.allTexts(manifest.icon);
  }

  private static @Nullable IconImage drawnIcon(
      PackageFile file, List<String> paths, ResourcesOnDemand resources) {
    ResourceTable table = paths.isEmpty() ? null : resources.table();
    BufferedImage image = table == null ? null : new DrawableReader(file, table).draw(paths);
    return image == null ? null : IconReader.icon(image);
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
        table =
            file.read(RESOURCES, file.limits().maxResourcesBytes())
                .map(bytes -> new ResourceTable(bytes, file.limits()))
                .orElse(null);
      }
      return table;
    }
  }
}
