package dev.pappus.format.msix;

import dev.pappus.format.BoundedXml;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What we take from a package's or a bundle's manifest (Microsoft, "App package manifest"). */
final class MsixManifest implements BoundedXml.Sink {
  @Nullable String name;
  @Nullable String version;
  @Nullable String logo;
  @Nullable String minimumVersion;
  final Set<String> architectures = new TreeSet<>();
  private @Nullable String displayName;

  @Override
  public void element(String path, Map<String, String> attributes, String text) {
    switch (path) {
      case "Package/Identity", "Bundle/Identity" -> {
        name = attributes.get("Name");
        version = attributes.get("Version");
        addArchitecture(attributes.get("ProcessorArchitecture"));
      }
      case "Bundle/Packages/Package" -> {
        if ("application".equals(attributes.get("Type"))) {
          addArchitecture(attributes.get("Architecture"));
        }
      }
      case "Package/Properties/DisplayName" -> displayName = text;
      case "Package/Properties/Logo" -> logo = text;
      case "Package/Dependencies/TargetDeviceFamily" ->
          minimumVersion = minimumVersion == null ? attributes.get("MinVersion") : minimumVersion;
      default -> {
        // nothing we tell
      }
    }
  }

  private void addArchitecture(@Nullable String architecture) {
    if (architecture != null) {
      architectures.add(architecture);
    }
  }

  /** Null where it refers to a resource, whose table we do not read. */
  @Nullable String title() {
    String title = displayName;
    return title == null || title.isEmpty() || title.startsWith("ms-resource:") ? null : title;
  }
}
