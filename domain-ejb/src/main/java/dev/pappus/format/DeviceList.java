package dev.pappus.format;

import java.util.List;

/**
 * On which devices a package can be installed. The ids are personal data: they are here to be asked
 * for one of them, and neither printed nor handed on.
 */
public final class DeviceList {
  private static final DeviceList EVERY_DEVICE = new DeviceList(true, List.of());

  private final boolean every;
  private final List<String> ids;

  private DeviceList(boolean every, List<String> ids) {
    this.every = every;
    this.ids = ids;
  }

  /** On any. */
  public static DeviceList everyDevice() {
    return EVERY_DEVICE;
  }

  /** On these, as a profile writes their ids. */
  public static DeviceList of(List<String> ids) {
    return new DeviceList(false, List.copyOf(ids));
  }

  public boolean isEveryDevice() {
    return every;
  }

  /** Whether this one is on it. */
  public boolean holds(DeviceId id) {
    return ids.stream().anyMatch(id::isNamed);
  }
}
