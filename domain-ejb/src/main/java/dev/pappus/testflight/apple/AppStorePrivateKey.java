package dev.pappus.testflight.apple;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The private key of an App Store Connect API key: a P-256 key in PKCS #8 (RFC 5208), as the {@code
 * .p8} file holds it that App Store Connect lets one download once ("Creating API Keys for App
 * Store Connect API"). Never printed.
 */
public final class AppStorePrivateKey {
  private static final String CURVE = "secp256r1";

  /** RFC 7468 §10. */
  private static final String FIRST_LINE = "-----BEGIN PRIVATE KEY-----";

  private static final String LAST_LINE = "-----END PRIVATE KEY-----";

  private final ECPrivateKey key;

  private AppStorePrivateKey(ECPrivateKey key) {
    this.key = key;
  }

  /**
   * Reads the text of a {@code .p8} file, also without its first and last line.
   *
   * @throws IllegalArgumentException if it is no private key of the curve P-256
   */
  public static AppStorePrivateKey parse(String text) {
    String base64 = text.strip();
    if (base64.startsWith(FIRST_LINE) && base64.endsWith(LAST_LINE)) {
      base64 = base64.substring(FIRST_LINE.length(), base64.length() - LAST_LINE.length());
    }
    try {
      byte[] encoded = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
      if (KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
              instanceof ECPrivateKey key
          && isP256(key)) {
        return new AppStorePrivateKey(key);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No private key of an elliptic curve", e);
    }
    throw new IllegalArgumentException("No private key of the curve P-256");
  }

  private static boolean isP256(ECPrivateKey key) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
    ECParameterSpec own = key.getParams();
    return own.getCurve().equals(p256.getCurve())
        && own.getGenerator().equals(p256.getGenerator())
        && own.getOrder().equals(p256.getOrder())
        && key.getS().signum() > 0
        && key.getS().compareTo(p256.getOrder().subtract(BigInteger.ONE)) <= 0;
  }

  /** Its text, to be sealed. */
  public String reveal() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** ES256 (RFC 7518 §3.4): R and S in 32 bytes each, one after the other. */
  byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has ECDSA with P-256", e);
    }
  }
}
