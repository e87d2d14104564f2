package dev.pappus.format.apk;

import dev.pappus.format.AndroidAttributes;
import dev.pappus.format.AndroidIdentity;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.apk.BinaryXml.Element;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What we take from {@code AndroidManifest.xml}, references resolved through the resource table.
 * Attributes are known by their resource ids (AOSP {@code public.xml}), as Android knows them.
 */
final class AndroidManifest {

  /** What bundletool writes into the first part of a split app, for devices before Android 10. */
  private static final String SPLIT_REQUIRED = "com.android.vending.splits.required";

  private final Supplier<@Nullable ResourceTable> table;

  @Nullable String packageName;
  @Nullable String split;
  @Nullable String versionName;
  int versionCode;
  int versionCodeMajor;
  @Nullable String minSdk;
  @Nullable String targetSdk;
  @Nullable String label;
  int icon;
  @Nullable String iconPath;
  boolean debuggable;
  boolean testOnly;

  /** Whether it runs only beside other parts of a split app. */
  boolean splitRequired;

  boolean watch;
  boolean car;

  /** The label's resource id; 0 if it is no reference. */
  int labelId;

  final ManifestRequests requests = new ManifestRequests(this::text);
  final ManifestEntrances entrances = new ManifestEntrances(this::text);
  private boolean rooted;
  private boolean applicationSeen;
  private @Nullable Element minSdkElement;
  private @Nullable Element targetSdkElement;
  private @Nullable Element activity;
  private @Nullable Element launcher;

  /**
   * @param table asked only if the manifest refers to it
   */
  AndroidManifest(byte[] file, ArchiveLimits limits, Supplier<@Nullable ResourceTable> table) {
    this.table = table;
    new BinaryXml(file, limits).read(this::start);
    // Looked up only now: a manifest may repeat an element a hundred thousand times.
    minSdk = minSdkElement == null ? null : text(minSdkElement, AndroidAttributes.MIN_SDK_VERSION);
    targetSdk =
        targetSdkElement == null
            ? null
            : text(targetSdkElement, AndroidAttributes.TARGET_SDK_VERSION);
    if (launcher != null && label == null) {
      label = text(launcher, AndroidAttributes.LABEL);
      labelId = reference(launcher, AndroidAttributes.LABEL);
    }
    if (launcher != null && icon == 0 && iconPath == null) {
      icon = reference(launcher, AndroidAttributes.ICON);
    }
  }

  private void start(int depth, Element element) {
    entrances.start(depth, element);
    if (depth == 1) {
      requests.start(element);
    }
    if (depth == 0) {
      if (rooted || !element.isNamed("manifest")) {
        throw Bytes.malformed();
      }
      rooted = true;
      readManifest(element);
    } else if (depth == 1 && element.isNamed("uses-sdk")) {
      minSdkElement =
          element.android(AndroidAttributes.MIN_SDK_VERSION) == null ? minSdkElement : element;
      targetSdkElement =
          element.android(AndroidAttributes.TARGET_SDK_VERSION) == null
              ? targetSdkElement
              : element;
    } else if (depth == 1 && element.isNamed("uses-feature")) {
      watch |= element.says(AndroidAttributes.NAME, "android.hardware.type.watch");
      car |= element.says(AndroidAttributes.NAME, "android.hardware.type.automotive");
    } else if (depth == 1 && element.isNamed("application") && !applicationSeen) {
      applicationSeen = true;
      readApplication(element);
    } else if (depth == 2) {
      activity = element.isNamed("activity") ? element : null;
      splitRequired |=
          element.isNamed("meta-data")
              && element.says(AndroidAttributes.NAME, SPLIT_REQUIRED)
              && isTrue(element, AndroidAttributes.VALUE);
    } else if (depth == 4
        && launcher == null
        && element.isNamed("category")
        && element.says(AndroidAttributes.NAME, "android.intent.category.LAUNCHER")) {
      launcher = activity;
    }
  }

  private void readManifest(Element element) {
    packageName = element.plain("package");
    split = element.plain("split");
    splitRequired = isTrue(element, AndroidAttributes.IS_SPLIT_REQUIRED);
    versionName = text(element, AndroidAttributes.VERSION_NAME);
    versionCode = number(element, AndroidAttributes.VERSION_CODE);
    versionCodeMajor = number(element, AndroidAttributes.VERSION_CODE_MAJOR);
  }

  private void readApplication(Element element) {
    label = text(element, AndroidAttributes.LABEL);
    labelId = reference(element, AndroidAttributes.LABEL);
    icon = reference(element, AndroidAttributes.ICON);
    ResourceValue value = element.android(AndroidAttributes.ICON);
    iconPath = value != null && value.isString() ? element.string(value) : null;
    debuggable = isTrue(element, AndroidAttributes.DEBUGGABLE);
    testOnly = isTrue(element, AndroidAttributes.TEST_ONLY);
    splitRequired |= isTrue(element, AndroidAttributes.IS_SPLIT_REQUIRED);
  }

  private @Nullable String text(Element element, int attribute) {
    ResourceValue value = element.android(attribute);
    if (value == null) {
      return null;
    }
    if (value.isString()) {
      return element.string(value);
    }
    if (value.isInteger()) {
      return Integer.toString(value.data());
    }
    ResourceTable resources = value.isReference() ? table.get() : null;
    return resources == null ? null : resources.text(value.data());
  }

  private @Nullable ResourceValue resolved(Element element, int attribute) {
    ResourceValue value = element.android(attribute);
    if (value == null || !value.isReference()) {
      return value;
    }
    ResourceTable resources = table.get();
    return resources == null ? null : resources.resolve(value.data());
  }

  private int number(Element element, int attribute) {
    ResourceValue value = resolved(element, attribute);
    return value != null && value.isInteger() ? value.data() : 0;
  }

  private boolean isTrue(Element element, int attribute) {
    ResourceValue value = resolved(element, attribute);
    return value != null && value.isTrue();
  }

  private static int reference(Element element, int attribute) {
    ResourceValue value = element.android(attribute);
    return value != null && value.isReference() ? value.data() : 0;
  }

  /** The kind of device it is made for. */
  String device() {
    if (watch) {
      return "watch";
    }
    if (car) {
      return "car";
    }
    return entrances.isTelevisionOnly() ? "tv" : "phone";
  }

  /** The label in all languages, by language tag. */
  SortedMap<String, String> labels() {
    ResourceTable resources = labelId == 0 ? null : table.get();
    return resources == null ? new TreeMap<>() : resources.localTexts(labelId);
  }

  long longVersionCode() {
    return AndroidIdentity.longVersionCode(versionCodeMajor, versionCode);
  }
}
