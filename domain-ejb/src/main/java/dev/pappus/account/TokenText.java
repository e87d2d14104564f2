package dev.pappus.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** API tokens as text: {@code pap_} + 48 hex digits, 192 random bits. */
final class TokenText {
  private static final String PREFIX = "pap_";
  private static final int BYTES = 24;

  private TokenText() {}

  static String create(SecureRandom random) {
    return PREFIX + linkSecret(random);
  }

  /** The secret of a link in a message: 48 hex digits, 192 random bits. */
  static String linkSecret(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What is stored of a token: it has too many random bits to need salt or slowness. */
  static String sha256(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
