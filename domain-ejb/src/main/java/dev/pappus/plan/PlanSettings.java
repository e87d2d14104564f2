package dev.pappus.plan;

import dev.pappus.shared.config.SecretSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of plans, verification and the counting of downloads. */
@ApplicationScoped
public class PlanSettings {
  private static final int MAX_GRACE_DAYS = 365;

  /** Standard Webhooks 1.0 asks for 24 at least. */
  private static final int MIN_KEY_BYTES = 24;

  private static final String ENCODED = "whsec_";

  /**
   * Whether plans, verification and the counting of downloads hold. Default false: an installation
   * of one's own has no limits. Since 0.2.
   */
  @Inject
  @ConfigProperty(name = "pappus.plan.enforced", defaultValue = "false")
  boolean enforced;

  /** Days that a plan still holds after the time paid for. Default 7, range 0 to 365. Since 0.2. */
  @Inject
  @ConfigProperty(name = "pappus.plan.grace-days", defaultValue = "7")
  int graceDays = 7;

  /**
   * Downloads of each build and day while the team's real name is not verified. Default 0. Since
   * 0.2.
   */
  @Inject
  @ConfigProperty(name = "pappus.plan.unverified-downloads-per-day", defaultValue = "0")
  long unverifiedDownloads;

  /**
   * Downloads of each build and day once it is, where the plan names no number of its own. Default
   * 500. Since 0.2.
   */
  @Inject
  @ConfigProperty(name = "pappus.plan.verified-downloads-per-day", defaultValue = "500")
  long verifiedDownloads = 500;

  /**
   * The secret by which an outside payment provider signs what it tells: {@code whsec_} and base64,
   * or a text; at least 24 bytes. Default none: such a provider is not listened to. Since 0.2.
   */
  @Inject
  @ConfigProperty(name = "pappus.plan.payment-secret")
  Optional<String> paymentSecret = Optional.empty();

  /** A file that holds it. Since 0.2. */
  @Inject
  @ConfigProperty(name = "pappus.plan.payment-secret-file")
  Optional<String> paymentSecretFile = Optional.empty();

  public boolean enforced() {
    return enforced;
  }

  Duration grace() {
    return Duration.ofDays(graceDays);
  }

  long downloads(boolean verified) {
    return verified ? verifiedDownloads : unverifiedDownloads;
  }

  /**
   * The HMAC key. By Standard Webhooks 1.0 a secret is base64 behind {@code whsec_}; any other text
   * is the key itself.
   */
  public Optional<byte[]> paymentKey() {
    return SecretSetting.read(paymentSecret, paymentSecretFile)
        .map(
            secret ->
                secret.startsWith(ENCODED)
                    ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
                    : secret.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalStateException with one clear line if a value is wrong
   */
  void check() {
    if (graceDays < 0 || graceDays > MAX_GRACE_DAYS) {
      throw new IllegalStateException("pappus.plan.grace-days must be 0 to " + MAX_GRACE_DAYS);
    }
    if (unverifiedDownloads < 0) {
      throw new IllegalStateException(
          "pappus.plan.unverified-downloads-per-day must not be negative");
    }
    if (verifiedDownloads < 0) {
      throw new IllegalStateException(
          "pappus.plan.verified-downloads-per-day must not be negative");
    }
    try {
      if (paymentKey().filter(key -> key.length < MIN_KEY_BYTES).isPresent()) {
        throw new IllegalStateException(
            "pappus.plan.payment-secret must have at least " + MIN_KEY_BYTES + " bytes");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("pappus.plan.payment-secret is not base64", e);
    }
  }
}
