package dev.pappus.rest.webhook;

import dev.pappus.webhook.CustomHeader;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A header that is in every call. */
@Schema(name = "WebhookHeader")
public record HeaderResponse(
    @Schema(examples = "X-Api-Key") String name,
    @Schema(description = "`********` if it is secret", examples = "********") String value,
    boolean secret) {

  static HeaderResponse of(CustomHeader header) {
    return new HeaderResponse(header.name(), header.shownValue(), header.secret());
  }
}
