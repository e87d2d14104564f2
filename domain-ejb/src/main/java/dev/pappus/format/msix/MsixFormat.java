package dev.pappus.format.msix;

import dev.pappus.format.BoundedXml;
import dev.pappus.format.FactText;
import dev.pappus.format.IconImage;
import dev.pappus.format.IconReader;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.PackageWarning;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app package of Windows (MSIX and the older APPX), or a bundle of them for several processors,
 * of which only the bundle's own manifest is read.
 */
@ApplicationScoped
public class MsixFormat implements PackageFormat {
  private static final String MANIFEST = "AppxManifest.xml";
  private static final String BUNDLE_MANIFEST = "AppxMetadata/AppxBundleManifest.xml";
  private static final String SIGNATURE = "AppxSignature.p7x";

  /** Microsoft, "Identity (package manifest)": {@code Name} and {@code Version}. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{3,50}");

  private static final Pattern VERSION = Pattern.compile("\\d{1,5}(?:\\.\\d{1,5}){3}");

  @Override
  public String name() {
    return "msix";
  }

  @Override
  public Platform platform() {
    return Platform.FILE;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.has(MANIFEST) || file.has(BUNDLE_MANIFEST);
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    MsixManifest manifest = new MsixManifest();
    byte[] xml =
        file.read(
                file.has(MANIFEST) ? MANIFEST : BUNDLE_MANIFEST,
                file.limits().maxDescriptionBytes())
            .orElseThrow(() -> new IllegalStateException("recognised without a manifest"));
    BoundedXml.walk(xml, file.limits(), manifest);
    String identity = required(manifest.name, NAME, "name");
    String version = required(manifest.version, VERSION, "version");
    String title = manifest.title();
    return new PackageFacts(
        name(),
        platform(),
        identity,
        title == null ? identity : FactText.line("display name", title),
        version,
        version,
        FactText.line("minimum version", manifest.minimumVersion),
        icon(file, manifest.logo),
        facts(file, manifest));
  }

  private static String required(@Nullable String value, Pattern pattern, String what) {
    if (value == null) {
      throw new UnreadablePackageException(
          PackageDefect.MISSING_FIELD, "The package's manifest has no " + what + ".");
    }
    if (!pattern.matcher(value).matches()) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The package's " + what + " is no valid one.");
    }
    return value;
  }

  private static Map<String, String> facts(PackageFile file, MsixManifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    // Windows installs none without a signature
    boolean signed = file.has(SIGNATURE);
    FactText.putWarnings(facts, signed ? List.of() : List.of(PackageWarning.UNSIGNED));
    FactText.put(facts, PackageFact.SYSTEM, "windows");
    FactText.putList(facts, PackageFact.ARCHITECTURES, manifest.architectures);
    FactText.put(facts, PackageFact.SIGNATURE_PRESENT, Boolean.toString(signed));
    return facts;
  }

  /** The widest of those for different scales: {@code StoreLogo.scale-200.png}. */
  private static @Nullable IconImage icon(PackageFile file, @Nullable String logo) {
    if (logo == null) {
      return null;
    }
    String path = logo.replace('\\', '/');
    int dot = path.lastIndexOf('.');
    String start = path.substring(0, Math.max(0, dot));
    List<String> entries =
        file.names().stream()
            .filter(
                name ->
                    name.equals(path)
                        || (name.startsWith(start + ".")
                            && name.toLowerCase(Locale.ROOT).endsWith(".png")))
            .toList();
    return dot < 1
        ? null
        : IconReader.widest(file, entries)
            .flatMap(picture -> IconReader.read(picture, file.limits()))
            .orElse(null);
  }
}
