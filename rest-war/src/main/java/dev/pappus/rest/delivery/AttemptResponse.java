package dev.pappus.rest.delivery;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.shared.text.TextRules;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One HTTP call of a delivery. */
@Schema(name = "Attempt")
public record AttemptResponse(
    @Schema(description = "From 1", examples = "1") int number,
    Instant startedAt,
    @Schema(examples = "38") long durationMs,
    @Schema(nullable = true, description = "Null where no answer came", examples = "503")
        @Nullable Integer httpStatus,
    @Schema(
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
        AttemptOutcome outcome,
    @Schema(nullable = true, description = "What went wrong, in words") @Nullable String error,
    @Schema(
            nullable = true,
            description =
                "The beginning of the answer as text; bytes that are no UTF-8, and NUL, replaced")
        @Nullable String responseBody,
    @Schema(description = "The answer came when the delivery was no longer this server's to change")
        boolean duplicate) {

  static AttemptResponse of(Attempt attempt, int bodyLength) {
    String text = attempt.responseText();
    return new AttemptResponse(
        attempt.number(),
        attempt.startedAt(),
        attempt.took().toMillis(),
        attempt.exchange().httpStatus(),
        attempt.outcome(),
        attempt.error(),
        text == null ? null : TextRules.storable(TextRules.cut(text, bodyLength)),
        attempt.duplicate());
  }
}
