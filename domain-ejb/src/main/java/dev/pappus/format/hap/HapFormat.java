package dev.pappus.format.hap;

import dev.pappus.format.FactText;
import dev.pappus.format.InstallLink;
import dev.pappus.format.InstallSubject;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageWarning;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * HarmonyOS's module ({@code .hap}), and the bundle of modules with a {@code pack.info} ({@code
 * .app}) that is sent to its store. Of a bundle {@code pack.info} is read, and the module that
 * people start.
 */
@ApplicationScoped
public class HapFormat implements PackageFormat {
  private static final String MODULE = "module.json";
  private static final String CONFIG = "config.json";
  private static final String PACK_INFO = "pack.info";

  /** Huawei, "app.json5 configuration file", {@code bundleName}. */
  private static final Pattern BUNDLE_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_]*+(?:\\.[A-Za-z0-9_]++)*+");

  @Inject Clock clock;

  @Override
  public String name() {
    return "hap";
  }

  @Override
  public Platform platform() {
    return Platform.HARMONYOS;
  }

  @Override
  public boolean recognises(PackageFile file) {
    if (file.has(PACK_INFO)) {
      return isModule(file) || file.names().stream().anyMatch(HapFormat::isModuleInBundle);
    }
    // An Android app may well have a file of that name.
    return file.has(MODULE) && !file.has("AndroidManifest.xml");
  }

  private static boolean isModule(PackageFile file) {
    return file.has(MODULE) || file.has(CONFIG);
  }

  private static boolean isModuleInBundle(String name) {
    return name.indexOf('/') < 0 && (name.endsWith(".hap") || name.endsWith(".hsp"));
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    Optional<BoundedJson> packInfo = json(file, PACK_INFO);
    Optional<HapDescription> pack = packInfo.map(HapDescription::ofPackInfo);
    PackageFile module =
        isModule(file) ? file : packInfo.flatMap(info -> entryModule(file, info)).orElse(file);
    Optional<HapDescription> own =
        json(module, MODULE)
            .map(HapDescription::ofModule)
            .or(() -> json(module, CONFIG).map(HapDescription::ofConfig));
    HapDescription description =
        isModule(file)
            ? own.orElseThrow()
            : pack.orElseThrow().completedBy(own.or(() -> pack).orElseThrow());
    String bundleName = bundleName(description);
    String versionCode = versionCode(description);
    Stream.concat(pack.stream(), own.stream())
        .forEach(other -> requireTheSame(other, bundleName, versionCode));
    HapResources resources = new HapResources(module, folder(module, own.orElse(description)));
    String label =
        FactText.line("label", resources.text(description.label(), description.labelId()));
    return new PackageFacts(
        name(),
        platform(),
        bundleName,
        label == null ? bundleName : label,
        FactText.line("version name", description.versionName()),
        versionCode,
        description.minimumApi(),
        resources.icon(description.icon(), description.iconId()),
        facts(file, module, description));
  }

  /**
   * The module of a bundle that people start: that of the type {@code entry} by the list of
   * packages, else the first. Modules within it are not looked for.
   */
  private static Optional<PackageFile> entryModule(PackageFile file, BoundedJson packInfo) {
    return packInfo.children("packages").stream()
        .filter(module -> "entry".equals(module.text("moduleType")))
        .flatMap(module -> Stream.ofNullable(module.text("name")))
        .map(name -> name + ".hap")
        .filter(file::has)
        .findFirst()
        .or(() -> file.names().stream().filter(HapFormat::isModuleInBundle).findFirst())
        .flatMap(file::inner);
  }

  private static Optional<BoundedJson> json(PackageFile file, String name) {
    return file.read(name, file.limits().maxDescriptionBytes())
        .map(bytes -> BoundedJson.parse(bytes, file.limits()));
  }

  private static String bundleName(HapDescription description) {
    String name = description.bundleName();
    if (name == null) {
      throw new UnreadablePackageException(
          PackageDefect.MISSING_FIELD, "The package's description names no bundle.");
    }
    if (name.length() > PackageFacts.MAX_TEXT_LENGTH || !BUNDLE_NAME.matcher(name).matches()) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The package's bundle name is no valid one.");
    }
    return name;
  }

  private static String versionCode(HapDescription description) {
    String code = description.versionCode();
    if (code == null) {
      throw new UnreadablePackageException(
          description.versionCodePresent()
              ? PackageDefect.INVALID_FIELD
              : PackageDefect.MISSING_FIELD,
          "The package's description has no usable version code.");
    }
    return code;
  }

  /** The store reads {@code pack.info}, the device the module: they must name the same app. */
  private static void requireTheSame(HapDescription pack, String bundleName, String versionCode) {
    if (!Objects.requireNonNullElse(pack.bundleName(), bundleName).equals(bundleName)
        || !Objects.requireNonNullElse(pack.versionCode(), versionCode).equals(versionCode)) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The package's two descriptions name different apps.");
    }
  }

  private static String folder(PackageFile file, HapDescription description) {
    String folder = "assets/" + description.modules().stream().findFirst().orElse("") + "/";
    return file.has(folder + "resources.index") ? folder : "";
  }

  private Map<String, String> facts(
      PackageFile file, PackageFile module, HapDescription description) {
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, String> signature = new LinkedHashMap<>();
    List<PackageWarning> warnings = new ArrayList<>();
    if (Boolean.TRUE.equals(description.debug())) {
      warnings.add(PackageWarning.DEBUGGABLE);
    }
    warnings.addAll(HapSignature.of(file).addTo(signature, clock.instant()));
    FactText.putWarnings(facts, warnings);
    FactText.put(facts, PackageFact.TARGET_API, description.targetApi());
    FactText.putList(facts, PackageFact.DEVICE_TYPES, description.deviceTypes());
    FactText.putList(facts, PackageFact.MODULE, description.modules());
    FactText.put(facts, PackageFact.MODULE_TYPE, description.moduleType());
    FactText.put(
        facts,
        PackageFact.DEBUG,
        description.debug() == null ? null : description.debug().toString());
    FactText.putList(facts, PackageFact.ABIS, abis(module));
    if (description.permissions() != null) {
      FactText.put(
          facts,
          PackageFact.PERMISSIONS_DECLARED,
          Integer.toString(description.permissions().size()));
      FactText.putList(facts, PackageFact.PERMISSIONS, description.permissions());
    }
    facts.putAll(signature);
    return facts;
  }

  /** The folders under {@code libs} that hold native code, by name. */
  private static Collection<String> abis(PackageFile file) {
    TreeSet<String> abis = new TreeSet<>();
    for (String name : file.names()) {
      String[] parts = name.split("/", 4);
      if (parts.length == 3 && parts[0].equals("libs") && parts[2].endsWith(".so")) {
        abis.add(parts[1]);
      }
    }
    return abis;
  }

  /**
   * HarmonyOS installs from a page by {@code store://enterprise/manifest} only, whose description
   * must be signed with the developer's own key, which we do not have.
   */
  @Override
  public InstallLink installLink(InstallSubject subject) {
    return InstallLink.none("harmonyos");
  }
}
