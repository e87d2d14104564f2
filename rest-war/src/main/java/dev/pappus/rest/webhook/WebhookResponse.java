package dev.pappus.rest.webhook;

import dev.pappus.delivery.WebhookHealth;
import dev.pappus.rest.json.Ids;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookContent;
import dev.pappus.webhook.WebhookOptions;
import dev.pappus.webhook.signing.SigningSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook. */
@Schema(name = "Webhook")
public record WebhookResponse(
    @Schema(examples = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(nullable = true, description = "Null for a webhook of the whole team")
        @Nullable String appId,
    @Schema(examples = "CI chat") String name,
    @Schema(examples = "https://ci.example.org/hooks/pappus") String url,
    List<String> events,
    boolean enabled,
    @Schema(examples = "pgyer") String format,
    @Schema(examples = "zh-CN") String language,
    @Schema(examples = "Asia/Shanghai") String timeZone,
    @Schema(description = "Secret values masked") List<HeaderResponse> headers,
    @Schema(
            nullable = true,
            description = "Null: the installation's",
            examples = "[\"PT5S\", \"PT5M\"]")
        @Nullable List<String> retrySchedule,
    @Schema(nullable = true, description = "Null: none") @Nullable RateLimitMember rateLimit,
    @Schema(nullable = true, description = "Null: the installation's", examples = "2")
        @Nullable Integer maxConcurrency,
    boolean ordered,
    boolean asymmetric,
    @Schema(
            nullable = true,
            description = "What `v1a` signatures are checked with; null where there are none",
            examples = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOryo=")
        @Nullable String publicKey,
    FilterMember filter,
    @Schema(
            nullable = true,
            description = "The signing secret; on creation and rotation only, else null",
            examples = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        @Nullable String secret,
    @Schema(nullable = true, description = "Why the server switched it off")
        @Nullable String disabledReason,
    @Schema(nullable = true, description = "Why nothing may arrive for now")
        @Nullable String warning,
    HealthResponse health,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A webhook as it is.
   *
   * @param headers the webhook's, opened
   * @param publicKey the webhook's, null for none
   */
  static WebhookResponse of(
      Webhook webhook,
      List<CustomHeader> headers,
      @Nullable String publicKey,
      WebhookHealth health) {
    return of(webhook, headers, publicKey, health, null, null);
  }

  /** A webhook as it was just saved. */
  static WebhookResponse of(
      SavedWebhook saved,
      List<CustomHeader> headers,
      @Nullable String publicKey,
      WebhookHealth health) {
    return of(
        saved.webhook(),
        headers,
        publicKey,
        health,
        saved.secret().map(SigningSecret::reveal).orElse(null),
        saved.warning().orElse(null));
  }

  private static WebhookResponse of(
      Webhook webhook,
      List<CustomHeader> headers,
      @Nullable String publicKey,
      WebhookHealth health,
      @Nullable String secret,
      @Nullable String warning) {
    WebhookOptions options = WebhookContent.of(webhook, headers).options();
    List<Duration> delays = options.retrySchedule();
    return new WebhookResponse(
        PublicId.format(IdKind.WEBHOOK, webhook.id()),
        Ids.orNull(IdKind.APP, webhook.appId()),
        webhook.name(),
        webhook.url(),
        List.copyOf(webhook.events()),
        webhook.enabled(),
        webhook.format(),
        options.language().toLanguageTag(),
        options.zone().getId(),
        options.headers().stream().map(HeaderResponse::of).toList(),
        delays == null ? null : delays.stream().map(Duration::toString).toList(),
        RateLimitMember.of(options.rateLimit()),
        options.maxConcurrency(),
        options.ordered(),
        options.asymmetric(),
        publicKey,
        FilterMember.of(options.filter()),
        secret,
        webhook.disabledReason(),
        warning,
        HealthResponse.of(health),
        webhook.createdAt(),
        webhook.updatedAt());
  }
}
