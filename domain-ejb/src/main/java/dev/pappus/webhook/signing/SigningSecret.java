package dev.pappus.webhook.signing;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A webhook's secret, {@code whsec_} + base64 of 24 to 64 bytes; the decoded bytes are the HMAC key
 * (Standard Webhooks 1.0, "Signature scheme"). Never printed.
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int NEW_BYTES = 32;
  private final String text;

  private SigningSecret(String text) {
    this.text = text;
  }

  /** A new secret of 32 random bytes. */
  public static SigningSecret create(SecureRandom random) {
    byte[] bytes = new byte[NEW_BYTES];
    random.nextBytes(bytes);
    return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * @throws IllegalArgumentException if it is not {@code whsec_} + base64 of 24 to 64 bytes
   */
  public static SigningSecret of(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A signing secret begins with " + PREFIX);
    }
    int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
    if (length < 24 || length > 64) {
      throw new IllegalArgumentException("A signing secret has 24 to 64 bytes");
    }
    return new SigningSecret(text);
  }

  /** The text to show once. */
  public String reveal() {
    return text;
  }

  /** The HMAC key. */
  byte[] key() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
