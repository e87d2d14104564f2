package dev.pappus.shared;

import java.util.Locale;
import java.util.Optional;

/** The kind of device an app runs on; {@link #FILE} is any other file that is only handed out. */
public enum Platform {
  IOS("iOS"),
  ANDROID("Android"),
  HARMONYOS("HarmonyOS"),
  FILE("File");

  private final String label;

  Platform(String label) {
    this.label = label;
  }

  /** The name people know, also the {@code device_type} of the classic webhook body. */
  public String label() {
    return label;
  }

  /** The name in our API: {@code ios}, {@code android}, {@code harmonyos}, {@code file}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a platform by its {@link #wireName()}. */
  public static Optional<Platform> ofWireName(String wireName) {
    for (Platform platform : values()) {
      if (platform.wireName().equals(wireName)) {
        return Optional.of(platform);
      }
    }
    return Optional.empty();
  }
}
