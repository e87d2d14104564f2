package dev.pappus.rest.webhook;

import dev.pappus.webhook.WebhookWishes;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A header that is to be in every call. */
@Schema(name = "WebhookHeaderRequest")
public record HeaderRequest(
    @Schema(
            required = true,
            description =
                "Once each, whatever its case. Not those of the connection, Host, Content-*,"
                    + " User-Agent, webhook-* and pappus-*",
            examples = "X-Api-Key")
        @Nullable String name,
    @Schema(
            description =
                "Visible ASCII. Absent or `********`: the value that the header of this name has",
            examples = "k-123")
        @Nullable String value,
    @Schema(defaultValue = "true", description = "Whether the value is never shown again")
        @Nullable Boolean secret) {

  static @Nullable List<WebhookWishes.Header> toWishes(@Nullable List<HeaderRequest> headers) {
    return headers == null
        ? null
        : headers.stream()
            .map(header -> new WebhookWishes.Header(header.name, header.value, header.secret))
            .toList();
  }
}
