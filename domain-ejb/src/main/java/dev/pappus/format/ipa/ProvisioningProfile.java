package dev.pappus.format.ipa;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.CmsContent;
import dev.pappus.format.DeviceList;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PropertyList;
import dev.pappus.format.UnreadablePackageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The profile that says who may run an app where: a property list, in a CMS SignedData or bare
 * (Apple TN3125, "Inside Code Signing: Provisioning Profiles").
 *
 * <p>It is shown and not trusted: nobody checks its signature here. The ids of devices are personal
 * data; they are for asking whether one device is among them, never to be shown or logged.
 */
final class ProvisioningProfile {
  private static final String FILE_NAME = "embedded.mobileprovision";
  private static final String DEVICES = "ProvisionedDevices";

  private final PropertyList plist;
  private final PropertyList entitlements;

  private ProvisioningProfile(PropertyList plist, PropertyList entitlements) {
    this.plist = plist;
    this.entitlements = entitlements;
  }

  /** Whether the app in that folder comes with a profile, readable or not. */
  static boolean isIn(PackageFile file, String folder) {
    return file.has(folder + FILE_NAME);
  }

  /** The profile of the app in that folder; empty if it has none that can be read. */
  static Optional<ProvisioningProfile> of(PackageFile file, String folder) {
    return file.readIfSound(folder + FILE_NAME, file.limits().maxDescriptionBytes())
        .flatMap(bytes -> parse(bytes, file.limits()));
  }

  /** The profile; empty if the bytes are none. */
  static Optional<ProvisioningProfile> parse(byte[] file, ArchiveLimits limits) {
    byte[] content = CmsContent.of(file);
    PropertyList plist;
    try {
      plist = PropertyList.parse(content == null ? file : content, limits);
    } catch (UnreadablePackageException broken) {
      return Optional.empty();
    }
    PropertyList entitlements = plist.dictionary("Entitlements");
    return entitlements == null
        ? Optional.empty()
        : Optional.of(new ProvisioningProfile(plist, entitlements));
  }

  ProfileKind kind() {
    if (plist.list("Platform").equals(List.of("OSX"))) {
      if (everywhere()) {
        return ProfileKind.DEVELOPER_ID;
      }
      return devices().isPresent() ? ProfileKind.DEVELOPMENT : ProfileKind.APP_STORE;
    }
    if (entitlements.flag("get-task-allow")) {
      return ProfileKind.DEVELOPMENT;
    }
    if (everywhere()) {
      return ProfileKind.ENTERPRISE;
    }
    return devices().isPresent() ? ProfileKind.AD_HOC : ProfileKind.APP_STORE;
  }

  @Nullable String name() {
    return plist.text("Name");
  }

  @Nullable String teamId() {
    return plist.list("TeamIdentifier").stream().findFirst().orElse(null);
  }

  @Nullable String teamName() {
    return plist.text("TeamName");
  }

  @Nullable Instant expires() {
    return plist.time("ExpirationDate");
  }

  /** The ids of the devices it is for; empty where it has no list. */
  Optional<List<String>> devices() {
    return plist.hasList(DEVICES) ? Optional.of(plist.list(DEVICES)) : Optional.empty();
  }

  /** On which devices its app can be installed; empty for one of the store, which names none. */
  Optional<DeviceList> deviceList() {
    return everywhere() ? Optional.of(DeviceList.everyDevice()) : devices().map(DeviceList::of);
  }

  private boolean everywhere() {
    return plist.flag("ProvisionsAllDevices");
  }

  /** What the app may do, by name, in the profile's order. */
  List<String> entitlements() {
    return entitlements.keys();
  }
}
