package dev.pappus.testflight;

import org.jspecify.annotations.Nullable;

/**
 * A key as somebody wants it stored, as it came in; null for what was not said.
 *
 * @param issuerId a UUID
 * @param privateKey the text of the {@code .p8} file
 */
public record KeyWish(
    @Nullable String issuerId, @Nullable String keyId, @Nullable String privateKey) {

  /** Without the private key. */
  @Override
  public String toString() {
    return "key " + keyId + " of " + issuerId;
  }
}
