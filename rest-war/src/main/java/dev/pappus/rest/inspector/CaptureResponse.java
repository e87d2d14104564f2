package dev.pappus.rest.inspector;

import dev.pappus.inspector.BodyView;
import dev.pappus.inspector.Capture;
import dev.pappus.inspector.CapturedRequest;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request that a bin has kept. */
@Schema(name = "CapturedRequest")
public record CaptureResponse(
    @Schema(examples = "req_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(description = "Which of the bin's requests, from 1", examples = "3") long number,
    Instant receivedAt,
    @Schema(examples = "POST") String method,
    @Schema(description = "Path and query behind the bin's URL", examples = "/hook?a=1")
        String target,
    @Schema(examples = "203.0.113.7") String remoteAddress,
    List<CapturedHeader> headers,
    @Schema(description = "Whether there were more than are kept") boolean headersCut,
    @Schema(nullable = true, description = "The exact body; null where it is no text in UTF-8")
        @Nullable String body,
    @Schema(nullable = true, description = "The exact body where it is no text in UTF-8")
        @Nullable String bodyBase64,
    @Schema(description = "Whether only its beginning was kept") boolean bodyCut,
    @Schema(examples = "200") int answerStatus,
    @Schema(examples = "0") long answerDelayMs) {

  /** One header, in the order it was sent. */
  public record CapturedHeader(
      @Schema(examples = "webhook-id") String name,
      @Schema(examples = "evt_01kb0n6vd3e8s9t2w4x6y8z0ab") String value) {}

  static CaptureResponse of(Capture capture) {
    CapturedRequest request = capture.request();
    Optional<String> text = BodyView.exactText(request.body());
    return new CaptureResponse(
        PublicId.format(IdKind.CAPTURED_REQUEST, capture.id()),
        capture.number(),
        capture.receivedAt(),
        request.method(),
        request.target(),
        request.remoteAddress(),
        request.headers().all().stream()
            .map(header -> new CapturedHeader(header.name(), header.value()))
            .toList(),
        request.headers().cut(),
        text.orElse(null),
        text.isPresent() ? null : Base64.getEncoder().encodeToString(request.body()),
        request.bodyCut(),
        capture.answerStatus(),
        capture.answerDelay().toMillis());
  }
}
