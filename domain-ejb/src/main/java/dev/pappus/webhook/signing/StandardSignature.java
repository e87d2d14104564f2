package dev.pappus.webhook.signing;

import dev.pappus.shared.security.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Standard Webhooks 1.0 over {@code id.timestamp.body}: {@code v1}, HMAC-SHA256, and
 * {@code v1a}, Ed25519.
 */
public final class StandardSignature {
  private StandardSignature() {}

  /**
   * The {@code webhook-signature} header: one {@code v1,<base64>} for each secret, and one {@code
   * v1a,<base64>} for the key, separated by blanks.
   *
   * @param key null for none
   * @param timestamp Unix seconds, as in {@code webhook-timestamp}
   * @param body the exact bytes
   */
  public static String header(
      List<SigningSecret> secrets,
      @Nullable AsymmetricKey key,
      String webhookId,
      long timestamp,
      byte[] body) {
    byte[] head = (webhookId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    Stream<String> symmetric = secrets.stream().map(secret -> "v1," + sign(secret, head, body));
    Stream<String> asymmetric =
        Stream.ofNullable(key)
            .map(k -> "v1a," + Base64.getEncoder().encodeToString(k.sign(head, body)));
    return Stream.concat(symmetric, asymmetric).collect(Collectors.joining(" "));
  }

  private static String sign(SigningSecret secret, byte[] head, byte[] body) {
    return Base64.getEncoder().encodeToString(HmacSha256.of(secret.key(), head, body));
  }
}
