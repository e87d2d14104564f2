package dev.pappus.secret;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and signs with keys derived from the installation's secret key.
 *
 * <p>A sealed text is {@code <key id>.<base64url of nonce, ciphertext and tag>}: AES-256-GCM with a
 * random 96-bit nonce (NIST SP 800-38D §8.2.2). The id is derived from the key, so that each text
 * names the key that opens it: the newest seals and signs, earlier ones open and verify as long as
 * they are configured.
 */
@ApplicationScoped
public class KeyRing {
  private static final int ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  @Inject SecretKeyFile keyFile;

  private final SecureRandom random = new SecureRandom();

  /** Newest first. */
  private List<Keys> keys = List.of(Keys.of(new byte[32]));

  /**
   * What one secret key gives.
   *
   * @param id 32 bits of it, in hex: enough to tell a few keys apart, and no help to guess one
   */
  private record Keys(String id, SecretKey sealing, SecretKey signing) {
    static Keys of(byte[] master) {
      return new Keys(
          HexFormat.of().formatHex(derive(master, "pappus key id 1"), 0, ID_BYTES),
          new SecretKeySpec(derive(master, "pappus sealing 1"), "AES"),
          new SecretKeySpec(derive(master, "pappus signing 1"), "HmacSHA256"));
    }
  }

  @PostConstruct
  void derive() {
    keys =
        Stream.concat(Stream.of(keyFile.read()), keyFile.readPrevious().stream())
            .map(Keys::of)
            .toList();
  }

  private Keys newest() {
    return keys.get(0);
  }

  /** The ids of the keys that are configured, the newest first. */
  public List<String> ids() {
    return keys.stream().map(Keys::id).toList();
  }

  /** How every text begins that the newest key has sealed. */
  public String prefix() {
    return newest().id() + ".";
  }

  /** Encrypts; {@code purpose} must be given again to open it, so that texts cannot be swapped. */
  public String seal(String purpose, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest().sealing(), purpose, nonce);
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] out = new byte[NONCE_BYTES + sealed.length];
      System.arraycopy(nonce, 0, out, 0, NONCE_BYTES);
      System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
      return prefix() + Base64.getUrlEncoder().withoutPadding().encodeToString(out);
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
    int dot = Math.max(0, sealed.indexOf('.'));
    String id = sealed.substring(0, dot);
    Keys key =
        keys.stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(UnreadableSecretException::new);
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      if (bytes.length < NONCE_BYTES) {
        throw new UnreadableSecretException();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key.sealing(), purpose, bytes);
      byte[] text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return new String(text, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableSecretException();
    }
  }

  /**
   * The same text sealed with the newest key.
   *
   * @throws UnreadableSecretException if it was sealed with a key that is not configured, or for
   *     another purpose
   */
  public String reseal(String purpose, String sealed) {
    return sealed.startsWith(prefix()) ? sealed : seal(purpose, open(purpose, sealed));
  }

  /**
   * A signed text, {@code <base64url text>.<base64url HMAC>}: readable by all, made by us alone.
   */
  public String sign(String purpose, String text) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String payload = base64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return payload + "." + base64.encodeToString(mac(newest(), purpose, payload));
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
      if (keys.stream()
          .noneMatch(key -> MessageDigest.isEqual(given, mac(key, purpose, payload)))) {
        return Optional.empty();
      }
      return Optional.of(
          new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /**
   * @param nonce its first bytes
   */
  private static Cipher cipher(int mode, SecretKey key, String purpose, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] mac(Keys key, String purpose, String payload) {
    return hmac(key.signing(), purpose + "\n" + payload);
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
