package dev.pappus.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The unique id of one of Apple's devices, its UDID: 40 hex digits, or since the A12 chip 8 and 16
 * with a hyphen between, as {@code ProvisionedDevices} of profiles has them. Personal data, so its
 * text is no part of what it prints.
 */
public final class DeviceId {
  private static final Pattern SHAPE = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{8}-[0-9A-F]{16}");

  private final String text;

  private DeviceId(String text) {
    this.text = text;
  }

  /** Of what somebody typed, in upper or lower case; empty if it is no such id. */
  public static Optional<DeviceId> of(String typed) {
    String text = typed.strip().toUpperCase(Locale.ROOT);
    return SHAPE.matcher(text).matches() ? Optional.of(new DeviceId(text)) : Optional.empty();
  }

  /** Whether a list's entry means this device. */
  boolean isNamed(String entry) {
    return entry.equalsIgnoreCase(text);
  }

  @Override
  public String toString() {
    return "a device's id";
  }
}
