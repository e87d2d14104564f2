package dev.pappus.webhook.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code v1} signatures of Standard Webhooks 1.0: HMAC-SHA256 over {@code id.timestamp.body}. */
public final class StandardSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private StandardSignature() {}

  /**
   * The {@code webhook-signature} header: one {@code v1,<base64>} for each secret, separated by
   * blanks.
   *
   * @param timestamp Unix seconds, as in {@code webhook-timestamp}
   * @param body the exact bytes
   */
  public static String header(
      List<SigningSecret> secrets, String webhookId, long timestamp, byte[] body) {
    byte[] head = (webhookId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + sign(secret, head, body))
        .collect(Collectors.joining(" "));
  }

  private static String sign(SigningSecret secret, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
