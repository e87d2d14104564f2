package dev.pappus.rest.webhook;

import dev.pappus.webhook.WebhookDraft;
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
        @Nullable String format) {

  WebhookDraft toDraft() {
    return new WebhookDraft(name, url, events, enabled, format);
  }
}
