package dev.pappus.webhook;

/**
 * A header that a webhook's owner wants in every call.
 *
 * @param name a token (RFC 9110 §5.6.2), as written
 * @param value visible ASCII and blanks
 * @param secret whether the value is never shown again
 */
public record CustomHeader(String name, String value, boolean secret) {
  /** Stands for a secret value wherever it is shown, and brings it back unchanged. */
  public static final String MASK = "********";

  /** The value for everybody's eyes. */
  public String shownValue() {
    return secret ? MASK : value;
  }

  /** Without the value: records are printed by accident. */
  @Override
  public String toString() {
    return name + ": " + shownValue();
  }
}
