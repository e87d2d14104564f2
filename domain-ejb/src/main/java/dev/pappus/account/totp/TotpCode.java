package dev.pappus.account.totp;

import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by time: RFC 6238 with HMAC-SHA-1, six digits and steps of 30 seconds, the one choice that
 * every authenticator app has.
 */
final class TotpCode {
  /** As long as the hash, which RFC 4226 §4 (R6) recommends. */
  static final int SECRET_BYTES = 20;

  private static final int STEP_SECONDS = 30;
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  /** Clocks may differ by so many steps (RFC 6238 §5.2 recommends one). */
  private static final int WINDOW = 1;

  private TotpCode() {}

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step (RFC 4226 §5.3). */
  static String of(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
  }

  /** The step that a code belongs to, among those around a time; empty if it is none of theirs. */
  static OptionalLong match(byte[] secret, String code, Instant at) {
    long now = step(at);
    OptionalLong found = OptionalLong.empty();
    for (long step = now - WINDOW; step <= now + WINDOW; step++) {
      if (MessageDigest.isEqual(bytes(of(secret, step)), bytes(code))) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** A secret as people type it: base32 without padding (RFC 4648 §6). */
  static String text(byte[] secret) {
    return BaseEncoding.base32().omitPadding().encode(secret);
  }

  static byte[] read(String text) {
    return BaseEncoding.base32().omitPadding().decode(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA1", e);
    }
  }
}
