package dev.pappus.format.apk;

import dev.pappus.format.apk.BinaryXml.Element;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What we take from {@code AndroidManifest.xml}, references resolved through the resource table.
 * Attributes are known by their resource ids (AOSP {@code public.xml}), as Android knows them.
 */
final class AndroidManifest {
  private static final int LABEL = 0x01010001;
  private static final int ICON = 0x01010002;
  private static final int NAME = 0x01010003;
  private static final int DEBUGGABLE = 0x0101000f;
  private static final int MIN_SDK_VERSION = 0x0101020c;
  private static final int VERSION_CODE = 0x0101021b;
  private static final int VERSION_NAME = 0x0101021c;
  private static final int TARGET_SDK_VERSION = 0x01010270;
  private static final int TEST_ONLY = 0x01010272;
  private static final int VERSION_CODE_MAJOR = 0x01010576;

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
  boolean watch;
  private boolean rooted;
  private boolean applicationSeen;
  private @Nullable String activityLabel;
  private int activityIcon;
  private @Nullable String launcherLabel;
  private int launcherIcon;

  /**
   * @param table asked only if the manifest refers to it
   */
  AndroidManifest(byte[] file, Supplier<@Nullable ResourceTable> table) {
    this.table = table;
    new BinaryXml(file).read(this::start);
    if (label == null) {
      label = launcherLabel;
    }
    if (icon == 0 && iconPath == null) {
      icon = launcherIcon;
    }
  }

  private void start(int depth, Element element) {
    if (depth == 0) {
      if (rooted || !element.isNamed("manifest")) {
        throw Bytes.malformed();
      }
      rooted = true;
      readManifest(element);
    } else if (depth == 1 && element.isNamed("uses-sdk")) {
      minSdk = text(element, MIN_SDK_VERSION, minSdk);
      targetSdk = text(element, TARGET_SDK_VERSION, targetSdk);
    } else if (depth == 1 && element.isNamed("uses-feature")) {
      watch |= "android.hardware.type.watch".equals(text(element, NAME, null));
    } else if (depth == 1 && element.isNamed("application") && !applicationSeen) {
      applicationSeen = true;
      readApplication(element);
    } else if (depth == 2 && element.isNamed("activity")) {
      activityLabel = text(element, LABEL, null);
      activityIcon = reference(element, ICON);
    } else if (depth == 4 && element.isNamed("category") && launcherLabel == null) {
      if ("android.intent.category.LAUNCHER".equals(text(element, NAME, null))) {
        launcherLabel = activityLabel;
        launcherIcon = activityIcon;
      }
    }
  }

  private void readManifest(Element element) {
    packageName = element.plain("package");
    split = element.plain("split");
    versionName = text(element, VERSION_NAME, null);
    versionCode = number(element, VERSION_CODE);
    versionCodeMajor = number(element, VERSION_CODE_MAJOR);
  }

  private void readApplication(Element element) {
    label = text(element, LABEL, null);
    icon = reference(element, ICON);
    ResourceValue value = element.android(ICON);
    iconPath = value != null && value.isString() ? element.string(value) : null;
    debuggable = isTrue(element, DEBUGGABLE);
    testOnly = isTrue(element, TEST_ONLY);
  }

  private @Nullable String text(Element element, int attribute, @Nullable String otherwise) {
    ResourceValue value = element.android(attribute);
    if (value == null) {
      return otherwise;
    }
    if (value.isString()) {
      return element.string(value);
    }
    if (value.isInteger()) {
      return Integer.toString(value.data());
    }
    ResourceTable resources = value.isReference() ? table.get() : null;
    return resources == null ? otherwise : resources.text(value.data());
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

  /** As Android computes {@code PackageInfo.getLongVersionCode()}. */
  long longVersionCode() {
    return (long) versionCodeMajor << 32 | Integer.toUnsignedLong(versionCode);
  }
}
