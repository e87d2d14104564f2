package dev.pappus.secret;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and signs with keys derived from the installation's secret key.
 *
 * <p>A sealed text is {@code k1.<base64url of nonce, ciphertext and tag>}: AES-256-GCM with a
 * random 96-bit nonce (NIST SP 800-38D §8.2.2). {@code k1} names the key, so that a later key can
 * live beside it.
 */
@ApplicationScoped
public class KeyRing {
  private static final String KEY_ID = "k1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  @Inject SecretKeyFile keyFile;

  private final SecureRandom random = new SecureRandom();
  private SecretKey sealing = new SecretKeySpec(new byte[32], "AES");
  private SecretKey signing = new SecretKeySpec(new byte[32], "HmacSHA256");

  @PostConstruct
  void derive() {
    byte[] master = keyFile.read();
    sealing = new SecretKeySpec(derive(master, "pappus sealing 1"), "AES");
    signing = new SecretKeySpec(derive(master, "pappus signing 1"), "HmacSHA256");
  }

  /** Encrypts; {@code purpose} must be given again to open it, so that texts cannot be swapped. */
  public String seal(String purpose, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, purpose, nonce, 0);
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] out = new byte[NONCE_BYTES + sealed.length];
      System.arraycopy(nonce, 0, out, 0, NONCE_BYTES);
      System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
      return KEY_ID + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws UnreadableSecretException if it was sealed with another key or for another purpose
   */
  public String open(String purpose, String sealed) {
    if (!sealed.startsWith(KEY_ID + ".")) {
      throw new UnreadableSecretException();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(KEY_ID.length() + 1));
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, purpose, bytes, 0);
      byte[] text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableSecretException();
    }
  }

  /**
   * A signed text, {@code <base64url text>.<base64url HMAC>}: readable by all, made by us alone.
   */
  public String sign(String purpose, String text) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String payload = base64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return payload + "." + base64.encodeToString(mac(purpose, payload));
  }

  /** The text of a signed text; empty if we did not sign it for this purpose. */
  public Optional<String> verify(String purpose, String signed) {
    int dot = signed.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      String payload = signed.substring(0, dot);
      byte[] given = Base64.getUrlDecoder().decode(signed.substring(dot + 1));
      if (!MessageDigest.isEqual(given, mac(purpose, payload))) {
        return Optional.empty();
      }
      return Optional.of(
          new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, String purpose, byte[] nonce, int offset)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] mac(String purpose, String payload) {
    return hmac(signing, purpose + "\n" + payload);
  }

  private static byte[] derive(byte[] master, String label) {
    return hmac(new SecretKeySpec(master, "HmacSHA256"), label);
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
