package dev.pappus.rest.webhook;

import dev.pappus.webhook.RateLimit;
import dev.pappus.webhook.WebhookWishes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often a webhook is called at most, as it comes and as it goes. */
@Schema(name = "RateLimit")
public record RateLimitMember(
    @Schema(minimum = "1", maximum = "10000", examples = "5") @Nullable Integer calls,
    @Schema(
            enumeration = {"second", "minute"},
            examples = "second")
        @Nullable String per) {

  static @Nullable RateLimitMember of(@Nullable RateLimit limit) {
    return limit == null ? null : new RateLimitMember(limit.calls(), limit.per().wireName());
  }

  static WebhookWishes.@Nullable Rate toWish(@Nullable RateLimitMember member) {
    return member == null ? null : new WebhookWishes.Rate(member.calls, member.per);
  }
}
