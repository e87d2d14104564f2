package dev.pappus.format.aab;

import dev.pappus.format.AndroidIdentity;
import dev.pappus.format.FactText;
import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.InstallLink;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageWarning;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Android's bundle for stores. No device installs it: a store makes packages of it first. */
@ApplicationScoped
public class AabFormat implements PackageFormat {
  private static final String BASE = "base/";
  private static final String MANIFEST = "/manifest/AndroidManifest.xml";
  private static final String RESOURCES = BASE + "resources.pb";

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

  private static Map<String, String> facts(PackageFile file, BundleManifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, String> signature = new LinkedHashMap<>();
    List<PackageWarning> warnings = new ArrayList<>();
    if (manifest.debuggable) {
      warnings.add(PackageWarning.DEBUGGABLE);
    }
    if (manifest.testOnly) {
      warnings.add(PackageWarning.TEST_ONLY);
    }
    if (!JarSignature.addTo(signature, file)) {
      warnings.add(PackageWarning.UNSIGNED);
    }
    FactText.putWarnings(facts, warnings);
    FactText.put(facts, PackageFact.TARGET_SDK, manifest.targetSdk);
    FactText.put(facts, PackageFact.DEBUGGABLE, Boolean.toString(manifest.debuggable));
    FactText.put(facts, PackageFact.TEST_ONLY, Boolean.toString(manifest.testOnly));
    FactText.put(facts, PackageFact.DEVICE, manifest.watch ? "watch" : "phone");
    FactText.putList(facts, PackageFact.MODULES, modules(file));
    FactText.putList(facts, PackageFact.ABIS, abis(file));
    FactText.put(
        facts, PackageFact.PERMISSIONS_DECLARED, Integer.toString(manifest.declaredPermissions));
    FactText.putList(facts, PackageFact.PERMISSIONS, manifest.permissions);
    facts.putAll(signature);
    FactText.putLabels(facts, manifest.labels(), manifest.label);
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

  private static @Nullable IconImage icon(
      PackageFile file, BundleManifest manifest, ResourcesOnDemand resources) {
    return IconReader.widest(file, iconPaths(manifest, resources))
        .flatMap(picture -> IconReader.read(picture, file.limits()))
        .orElse(null);
  }

  private static List<String> iconPaths(BundleManifest manifest, ResourcesOnDemand resources) {
    ProtoItem icon = manifest.icon;
    if (icon == null) {
      return List.of();
    }
    BundleResources table = icon.reference() == 0 ? null : resources.table();
    List<String> paths = table == null ? present(icon.text()) : table.allTexts(icon.reference());
    return paths.stream().map(path -> BASE + path).toList();
  }

  private static List<String> present(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
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
