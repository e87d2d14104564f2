package dev.pappus.account.plan;

import dev.pappus.account.UnauthenticatedException;
import dev.pappus.plan.PaymentBook;
import dev.pappus.plan.PlanSettings;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.HmacSha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an outside payment provider tells, signed by Standard Webhooks 1.0: headers {@code
 * webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}, HMAC-SHA256 over {@code
 * id.timestamp.body}. A replay within the tolerance changes nothing, as the payment is known then.
 */
@ApplicationScoped
public class PaymentCallback {
  static final String PROVIDER = "callback";

  /** What Standard Webhooks libraries allow clocks to differ. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String VERSION = "v1,";

  @Inject PlanSettings settings;
  @Inject PaymentDesk desk;
  @Inject Clock clock;

  /**
   * Verifies a message before anything of it is read.
   *
   * @param signatures one or several {@code v1,<base64>}, separated by blanks
   * @param body the exact bytes
   * @throws UnauthenticatedException {@code unauthenticated}, which says nothing of what is wrong;
   *     also if no secret is set
   */
  public void verify(
      @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body) {
    byte[] key = settings.paymentKey().orElse(null);
    if (key == null || id == null || timestamp == null || signatures == null || !fresh(timestamp)) {
      throw new UnauthenticatedException("The message is not signed.");
    }
    byte[] mac =
        HmacSha256.of(key, (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
    byte[] right =
        (VERSION + Base64.getEncoder().encodeToString(mac)).getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    for (String signature : signatures.split(" ", -1)) {
      signed |= MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
    }
    if (!signed) {
      throw new UnauthenticatedException("The message is not signed.");
    }
  }

  /**
   * Takes a verified message's payment down.
   *
   * @param team its public id
   * @throws InvalidFieldException {@code field-invalid}
   */
  public PaymentBook.Entry take(
      @Nullable String team,
      @Nullable String paymentId,
      @Nullable String receipt,
      @Nullable String plan,
      @Nullable String lastDay) {
    UUID teamId =
        PublicId.parse(IdKind.TEAM, team == null ? "" : team)
            .orElseThrow(() -> new InvalidFieldException("team", "there is no such team"));
    return desk.told(teamId, paymentId, receipt, plan, lastDay);
  }

  private boolean fresh(String timestamp) {
    return timestamp.matches("[0-9]{1,12}")
        && Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp))
            <= TOLERANCE.toSeconds();
  }
}
