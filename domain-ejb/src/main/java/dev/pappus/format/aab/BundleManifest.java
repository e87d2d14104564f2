package dev.pappus.format.aab;

import dev.pappus.format.AndroidAttributes;
import dev.pappus.format.AndroidIdentity;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.PackageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What we take from the base module's {@code AndroidManifest.xml}, references resolved through the
 * resource table. Attributes are known by their resource ids (AOSP {@code public.xml}).
 */
final class BundleManifest {

  /** As of APKs: a hostile manifest may name a hundred thousand. */
  private static final int MAX_PERMISSIONS = 2000;

  private final Supplier<@Nullable BundleResources> table;

  @Nullable String packageName;
  @Nullable String versionName;
  private int versionCode;
  private int versionCodeMajor;
  @Nullable String minSdk;
  @Nullable String targetSdk;
  @Nullable String label;
  @Nullable ProtoItem icon;
  boolean debuggable;
  boolean testOnly;

  /** The label's resource id; 0 if it is no reference. */
  private int labelId;

  boolean watch;
  int declaredPermissions;
  final List<String> permissions = new ArrayList<>();
  private boolean rooted;
  private boolean applicationSeen;
  private @Nullable ProtoElement activity;
  private @Nullable ProtoElement launcher;

  /**
   * @param table asked only if the manifest refers to it
   */
  BundleManifest(byte[] file, ArchiveLimits limits, Supplier<@Nullable BundleResources> table) {
    this.table = table;
    ProtoElement.walk(new ProtoReader(file), limits.maxDepth(), this::start);
    if (!rooted) {
      throw ProtoReader.malformed();
    }
    if (launcher != null && label == null) {
      label = text(launcher, AndroidAttributes.LABEL);
      labelId = reference(launcher, AndroidAttributes.LABEL);
    }
    if (launcher != null && icon == null) {
      icon = launcher.android(AndroidAttributes.ICON);
    }
  }

  private void start(int depth, ProtoElement element) {
    if (depth == 0) {
      if (!element.name.equals("manifest")) {
        throw ProtoReader.malformed();
      }
      rooted = true;
      packageName = element.plain("package");
      versionName = text(element, AndroidAttributes.VERSION_NAME);
      versionCode = number(element, AndroidAttributes.VERSION_CODE);
      versionCodeMajor = number(element, AndroidAttributes.VERSION_CODE_MAJOR);
    } else if (depth == 1) {
      startBelowManifest(element);
    } else if (depth == 2) {
      activity = element.name.equals("activity") ? element : null;
    } else if (depth == 4
        && launcher == null
        && element.name.equals("category")
        && says(element, AndroidAttributes.NAME, "android.intent.category.LAUNCHER")) {
      launcher = activity;
    }
  }

  private void startBelowManifest(ProtoElement element) {
    switch (element.name) {
      case "uses-sdk" -> {
        String minimum = text(element, AndroidAttributes.MIN_SDK_VERSION);
        minSdk = minimum == null ? minSdk : minimum;
        String target = text(element, AndroidAttributes.TARGET_SDK_VERSION);
        targetSdk = target == null ? targetSdk : target;
      }
      case "uses-permission", "uses-permission-sdk-23" -> {
        declaredPermissions++;
        if (permissions.size() < MAX_PERMISSIONS) {
          String permission = text(element, AndroidAttributes.NAME);
          if (permission != null && permission.length() <= PackageFacts.MAX_TEXT_LENGTH) {
            permissions.add(permission);
          }
        }
      }
      case "uses-feature" ->
          watch |= says(element, AndroidAttributes.NAME, "android.hardware.type.watch");
      case "application" -> {
        if (!applicationSeen) {
          applicationSeen = true;
          label = text(element, AndroidAttributes.LABEL);
          labelId = reference(element, AndroidAttributes.LABEL);
          icon = element.android(AndroidAttributes.ICON);
          debuggable = number(element, AndroidAttributes.DEBUGGABLE) != 0;
          testOnly = number(element, AndroidAttributes.TEST_ONLY) != 0;
        }
      }
      default -> {
        // nothing we tell
      }
    }
  }

  private @Nullable ProtoItem resolved(ProtoElement element, int attribute) {
    ProtoItem item = element.android(attribute);
    if (item == null || item.reference() == 0) {
      return item;
    }
    BundleResources resources = table.get();
    return resources == null ? null : resources.resolve(item.reference());
  }

  private @Nullable String text(ProtoElement element, int attribute) {
    ProtoItem item = resolved(element, attribute);
    if (item == null) {
      return null;
    }
    return item.number() == null ? item.text() : item.number().toString();
  }

  private int number(ProtoElement element, int attribute) {
    ProtoItem item = resolved(element, attribute);
    return item == null || item.number() == null ? 0 : item.number();
  }

  private static int reference(ProtoElement element, int attribute) {
    ProtoItem item = element.android(attribute);
    return item == null ? 0 : item.reference();
  }

  /** The label in all languages, by language tag. */
  SortedMap<String, String> labels() {
    BundleResources resources = labelId == 0 ? null : table.get();
    return resources == null ? new TreeMap<>() : resources.localTexts(labelId);
  }

  private boolean says(ProtoElement element, int attribute, String text) {
    return text.equals(text(element, attribute));
  }

  long longVersionCode() {
    return AndroidIdentity.longVersionCode(versionCodeMajor, versionCode);
  }
}
