package dev.pappus.rest.delivery;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.NextAttempt;
import dev.pappus.delivery.Timings;
import dev.pappus.shared.text.TextRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
        boolean duplicate,
    @Schema(
            description = "Where it was sent, secret parts masked",
            examples = "https://hooks.example.com/pappus?token=***")
        String url,
    TimingsResponse timings,
    @Schema(nullable = true, description = "The attempt that was to follow this one")
        @Nullable NextResponse next,
    @Schema(description = "More of the answer came than was kept") boolean truncated,
    @Schema(nullable = true, description = "Null in lists")
        @Nullable List<HeaderResponse> requestHeaders,
    @Schema(
            nullable = true,
            description =
                "The body sent, at most 64 KiB of it; null in lists, and if it is no UTF-8")
        @Nullable String requestBody,
    @Schema(nullable = true, description = "The body sent in base64, if it is no UTF-8")
        @Nullable String requestBodyBase64,
    @Schema(nullable = true, description = "Null in lists, and where no answer came")
        @Nullable List<HeaderResponse> responseHeaders,
    @Schema(nullable = true, description = "The answer in base64, if it is no UTF-8; null in lists")
        @Nullable String responseBodyBase64) {

  /** One header field. */
  @Schema(name = "Header")
  public record HeaderResponse(
      @Schema(examples = "webhook-id") String name,
      @Schema(examples = "evt_01kb0n6vd3e8s9t2w4x6y8z0ab") String value) {}

  /** How long the phases of a call took; null for a phase that did not happen. */
  @Schema(name = "Timings")
  public record TimingsResponse(
      @Schema(nullable = true, description = "Look-up of the name", examples = "3")
          @Nullable Long dnsMs,
      @Schema(nullable = true, description = "Until the connection stood", examples = "11")
          @Nullable Long connectMs,
      @Schema(nullable = true, description = "TLS handshake", examples = "25") @Nullable Long tlsMs,
      @Schema(nullable = true, description = "From the request to the first byte", examples = "38")
          @Nullable Long firstByteMs,
      @Schema(description = "From the start to the end of the answer", examples = "80")
          long totalMs) {
    static TimingsResponse of(Timings timings, Duration total) {
      return new TimingsResponse(
          millis(timings.dns()),
          millis(timings.connect()),
          millis(timings.tls()),
          millis(timings.firstByte()),
          total.toMillis());
    }

    private static @Nullable Long millis(@Nullable Duration time) {
      return time == null ? null : time.toMillis();
    }
  }

  /** The attempt that was to follow. */
  @Schema(name = "NextAttempt")
  public record NextResponse(
      Instant at,
      @Schema(
              description = "What decided the time",
              enumeration = {"schedule", "retry-after"})
          String why) {
    static @Nullable NextResponse of(@Nullable NextAttempt next) {
      return next == null ? null : new NextResponse(next.at(), next.why().wireName());
    }
  }

  /** In a list: what was sent is left out, and of the answer a beginning is shown. */
  static AttemptResponse ofList(Attempt attempt, int bodyLength) {
    String text = attempt.responseText();
    return of(
        attempt,
        text == null ? null : TextRules.storable(TextRules.cut(text, bodyLength)),
        null,
        new BodyShown(null, null, false),
        null,
        null);
  }

  /**
   * With everything that is kept of it.
   *
   * @param storedBody the delivery's body; null once it was purged
   */
  static AttemptResponse of(Attempt attempt, byte @Nullable [] storedBody) {
    Exchange exchange = attempt.exchange();
    byte[] sealed = exchange.sealedBody();
    byte[] headers = exchange.responseHeaders();
    String text = attempt.responseText();
    return of(
        attempt,
        text == null ? null : TextRules.storable(text),
        headers(exchange.requestHeaders()),
        BodyShown.of(sealed == null ? storedBody : sealed),
        headers == null ? null : headers(new String(headers, StandardCharsets.UTF_8)),
        BodyShown.of(exchange.responseBody()).base64());
  }

  private static AttemptResponse of(
      Attempt attempt,
      @Nullable String responseBody,
      @Nullable List<HeaderResponse> requestHeaders,
      BodyShown requestBody,
      @Nullable List<HeaderResponse> responseHeaders,
      @Nullable String responseBodyBase64) {
    return new AttemptResponse(
        attempt.number(),
        attempt.startedAt(),
        attempt.took().toMillis(),
        attempt.exchange().httpStatus(),
        attempt.outcome(),
        attempt.error(),
        responseBody,
        attempt.duplicate(),
        attempt.exchange().url(),
        TimingsResponse.of(attempt.exchange().timings(), attempt.took()),
        NextResponse.of(attempt.next()),
        attempt.exchange().truncated(),
        requestHeaders,
        requestBody.text(),
        requestBody.base64(),
        responseHeaders,
        responseBodyBase64);
  }

  private static List<HeaderResponse> headers(String lines) {
    return Arrays.stream(lines.split("\r?\n", -1))
        .filter(line -> !line.isEmpty())
        .map(AttemptResponse::header)
        .toList();
  }

  private static HeaderResponse header(String line) {
    int colon = line.indexOf(':', 1);
    return colon < 0
        ? new HeaderResponse(TextRules.storable(line), "")
        : new HeaderResponse(
            TextRules.storable(line.substring(0, colon)),
            TextRules.storable(line.substring(colon + 1).strip()));
  }
}
