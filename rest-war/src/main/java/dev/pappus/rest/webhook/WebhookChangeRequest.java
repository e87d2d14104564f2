package dev.pappus.rest.webhook;

import dev.pappus.rest.json.Change;
import dev.pappus.webhook.WebhookDraft;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a webhook is to change; a member that is absent stays as it is. */
@Change
@Schema(name = "WebhookChange")
public record WebhookChangeRequest(
    @Schema(examples = "CI chat") @Size(max = 100) @Nullable String name,
    @Schema(examples = "https://ci.example.org/hooks/pappus") @Nullable String url,
    @Schema(examples = "[\"updateVersion\"]") @Nullable List<String> events,
    @Nullable Boolean enabled,
    @Schema(examples = "standard") @Nullable String format) {

  WebhookDraft toDraft() {
    return new WebhookDraft(name, url, events, enabled, format);
  }
}
