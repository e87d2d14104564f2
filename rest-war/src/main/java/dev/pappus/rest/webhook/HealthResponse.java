package dev.pappus.rest.webhook;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.Circuit;
import dev.pappus.delivery.WebhookHealth;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a webhook's endpoint has been doing; tests do not count. */
@Schema(name = "WebhookHealth")
public record HealthResponse(
    @Schema(
            nullable = true,
            description = "Null before the first attempt",
            type = SchemaType.STRING,
            enumeration = {
              "DELIVERED",
              "HTTP_ERROR",
              "REJECTED",
              "TIMEOUT",
              "CONNECT",
              "TLS",
              "DNS",
              "ADDRESS_REFUSED",
              "RESPONSE_TOO_LARGE",
              "NOT_SENT"
            })
        @Nullable AttemptOutcome lastOutcome,
    @Schema(nullable = true) @Nullable Instant lastAttemptAt,
    @Schema(nullable = true) @Nullable Instant lastSuccessAt,
    @Schema(description = "Failed attempts since the last success", examples = "0") int failures,
    @Schema(nullable = true) @Nullable Instant failingSince,
    @Schema(description = "`OPEN` while the endpoint is spared after failures in a row")
        Circuit circuit,
    @Schema(nullable = true, description = "When it is tried again, while the circuit is open")
        @Nullable Instant openUntil,
    @Schema(nullable = true, description = "Until when it asked to be left alone")
        @Nullable Instant slowUntil) {

  static HealthResponse of(WebhookHealth health) {
    return new HealthResponse(
        health.lastOutcome(),
        health.lastAttemptAt(),
        health.lastSuccessAt(),
        health.failures(),
        health.failingSince(),
        health.circuit(),
        health.openUntil(),
        health.slowUntil());
  }
}
