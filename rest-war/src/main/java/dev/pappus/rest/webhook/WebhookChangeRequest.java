package dev.pappus.rest.webhook;

import dev.pappus.rest.json.Change;
import dev.pappus.shared.Wish;
import dev.pappus.webhook.WebhookDraft;
import dev.pappus.webhook.WebhookWishes;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What of a webhook is to change; a member that is absent stays as it is, and one that is null goes
 * back to its default, where it has one.
 */
@Change
@Schema(name = "WebhookChange")
public record WebhookChangeRequest(
    @Schema(examples = "CI chat") @Size(max = 100) @Nullable String name,
    @Schema(examples = "https://ci.example.org/hooks/pappus") @Nullable String url,
    @Schema(examples = "[\"updateVersion\"]") @Nullable List<String> events,
    @Nullable Boolean enabled,
    @Schema(examples = "standard") @Nullable String format,
    @Schema(
            implementation = String.class,
            nullable = true,
            description = "Null: the team's",
            examples = "en")
        @Nullable Wish<String> language,
    @Schema(
            implementation = String.class,
            nullable = true,
            description = "Null: the team's",
            examples = "Asia/Shanghai")
        @Nullable Wish<String> timeZone,
    @Schema(
            type = SchemaType.ARRAY,
            implementation = HeaderRequest.class,
            nullable = true,
            description = "All of them; null or empty: none")
        @Nullable Wish<List<HeaderRequest>> headers,
    @Schema(
            type = SchemaType.ARRAY,
            implementation = String.class,
            nullable = true,
            description = "Null: the installation's",
            examples = "[\"PT5S\", \"PT5M\", \"PT1H\"]")
        @Nullable Wish<List<String>> retrySchedule,
    @Schema(implementation = RateLimitMember.class, nullable = true, description = "Null: none")
        @Nullable Wish<RateLimitMember> rateLimit,
    @Schema(
            implementation = Integer.class,
            nullable = true,
            minimum = "1",
            description = "Null: the installation's",
            examples = "2")
        @Nullable Wish<Integer> maxConcurrency,
    @Nullable Boolean ordered,
    @Schema(description = "Switched off and on again it has another key")
        @Nullable Boolean asymmetric,
    @Schema(implementation = FilterMember.class, nullable = true, description = "Null: all events")
        @Nullable Wish<FilterMember> filter) {

  WebhookDraft toDraft() {
    return new WebhookDraft(
        name,
        url,
        events,
        enabled,
        format,
        new WebhookWishes(
            language,
            timeZone,
            mapped(headers, HeaderRequest::toWishes),
            retrySchedule,
            mapped(rateLimit, RateLimitMember::toWish),
            maxConcurrency,
            ordered,
            asymmetric,
            mapped(filter, FilterMember::toWish)));
  }

  private static <A, B> @Nullable Wish<B> mapped(
      @Nullable Wish<A> wish, Function<@Nullable A, @Nullable B> form) {
    return wish == null ? null : new Wish<>(form.apply(wish.value()));
  }
}
