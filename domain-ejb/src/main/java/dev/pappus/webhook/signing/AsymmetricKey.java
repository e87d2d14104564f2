package dev.pappus.webhook.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A webhook's Ed25519 key (RFC 8032): {@code whsk_} + base64 of 64 bytes, the seed and the public
 * key; {@code whpk_} + base64 of the public key alone (Standard Webhooks 1.0, "Signature scheme").
 * The private part is never printed.
 */
public final class AsymmetricKey {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE_PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final int KEY_BYTES = 32;

  /** RFC 8410 §7: what stands before the seed in PKCS #8. */
  private static final byte[] PKCS8_HEAD = {
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
  };

  private final byte[] seedAndPublicKey;
  private final PrivateKey privateKey;

  private AsymmetricKey(byte[] seedAndPublicKey) throws GeneralSecurityException {
    this.seedAndPublicKey = seedAndPublicKey;
    byte[] encoded = Arrays.copyOf(PKCS8_HEAD, PKCS8_HEAD.length + KEY_BYTES);
    System.arraycopy(seedAndPublicKey, 0, encoded, PKCS8_HEAD.length, KEY_BYTES);
    this.privateKey =
        KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** A new key. */
  public static AsymmetricKey create() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] bytes = new byte[2 * KEY_BYTES];
      // both encodings end with the 32 bytes: RFC 8410 §4, §7
      copyEnd(pair.getPrivate().getEncoded(), bytes, 0);
      copyEnd(pair.getPublic().getEncoded(), bytes, KEY_BYTES);
      return new AsymmetricKey(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  private static void copyEnd(byte[] from, byte[] to, int at) {
    System.arraycopy(from, from.length - KEY_BYTES, to, at, KEY_BYTES);
  }

  /**
   * @throws IllegalArgumentException if it is not {@code whsk_} + base64 of 64 bytes
   */
  public static AsymmetricKey of(String text) {
    if (!text.startsWith(PRIVATE_PREFIX)) {
      throw new IllegalArgumentException("A private key begins with " + PRIVATE_PREFIX);
    }
    byte[] bytes = Base64.getDecoder().decode(text.substring(PRIVATE_PREFIX.length()));
    if (bytes.length != 2 * KEY_BYTES) {
      throw new IllegalArgumentException("A private key has " + 2 * KEY_BYTES + " bytes");
    }
    try {
      return new AsymmetricKey(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No private key of " + ALGORITHM, e);
    }
  }

  /** The private text, to be sealed. */
  public String reveal() {
    return PRIVATE_PREFIX + Base64.getEncoder().encodeToString(seedAndPublicKey);
  }

  /** What a receiver checks signatures with; no secret. */
  public String publicKey() {
    return PUBLIC_PREFIX
        + Base64.getEncoder()
            .encodeToString(Arrays.copyOfRange(seedAndPublicKey, KEY_BYTES, 2 * KEY_BYTES));
  }

  byte[] sign(byte[] head, byte[] body) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(head);
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return publicKey();
  }
}
