package dev.pappus.rest.webhook;

import dev.pappus.shared.Wish;
import dev.pappus.webhook.WebhookDraft;
import dev.pappus.webhook.WebhookWishes;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook to be made. */
@Schema(name = "WebhookRequest")
public record WebhookRequest(
    @Schema(required = true, examples = "CI chat") @Size(max = 100) @Nullable String name,
    @Schema(
            required = true,
            description = "http or https, up to 2048 characters; it must lead to a public address",
            examples = "https://ci.example.org/hooks/pappus")
        @Nullable String url,
    @Schema(
            required = true,
            description = "At least one of the event types",
            examples = "[\"updateVersion\", \"feedback\", \"crashlog\"]")
        @Nullable List<String> events,
    @Schema(defaultValue = "true") @Nullable Boolean enabled,
    @Schema(defaultValue = "pgyer", description = "What body it gets", examples = "standard")
        @Nullable String format,
    @Schema(
            description = "`en` or `zh-CN`: of the texts in the body; else the team's",
            examples = "en")
        @Nullable String language,
    @Schema(
            description = "Of local times in the body, by the IANA database; else the team's",
            examples = "Asia/Shanghai")
        @Nullable String timeZone,
    @Schema(description = "At most 20 headers, in every call beside ours")
        @Nullable List<HeaderRequest> headers,
    @Schema(
            description =
                "Delays after failed attempts, ISO 8601, at most 30, each PT1S to P7D; an empty"
                    + " list for a single attempt; else the installation's",
            examples = "[\"PT5S\", \"PT5M\", \"PT1H\"]")
        @Nullable List<String> retrySchedule,
    @Schema(description = "What comes faster waits; without one, nothing waits")
        @Nullable RateLimitMember rateLimit,
    @Schema(minimum = "1", description = "Calls at once; else the installation's", examples = "2")
        @Nullable Integer maxConcurrency,
    @Schema(
            defaultValue = "false",
            description =
                "One call at a time, in the order of events: a delivery that fails holds the later"
                    + " ones until its schedule ends")
        @Nullable Boolean ordered,
    @Schema(
            defaultValue = "false",
            description =
                "Whether an Ed25519 key signs along (`v1a`); the answer holds its public part")
        @Nullable Boolean asymmetric,
    @Schema(description = "Of a team's webhook: which events it gets; else all")
        @Nullable FilterMember filter) {

  WebhookDraft toDraft() {
    return new WebhookDraft(
        name,
        url,
        events,
        enabled,
        format,
        new WebhookWishes(
            Wish.ofGiven(language),
            Wish.ofGiven(timeZone),
            Wish.ofGiven(HeaderRequest.toWishes(headers)),
            Wish.ofGiven(retrySchedule),
            Wish.ofGiven(RateLimitMember.toWish(rateLimit)),
            Wish.ofGiven(maxConcurrency),
            ordered,
            asymmetric,
            Wish.ofGiven(FilterMember.toWish(filter))));
  }
}
