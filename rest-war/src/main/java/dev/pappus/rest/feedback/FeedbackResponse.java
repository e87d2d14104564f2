package dev.pappus.rest.feedback;

import dev.pappus.feedback.Feedback;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Feedback that was taken in. */
@Schema(name = "FeedbackReceipt")
public record FeedbackResponse(
    @Schema(examples = "fbk_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "evt_01kb0n6vd3e8s9t2w4x6y8z0ab") String eventId) {

  static FeedbackResponse of(Feedback feedback) {
    return new FeedbackResponse(
        PublicId.format(IdKind.FEEDBACK, feedback.id()),
        PublicId.format(IdKind.EVENT, feedback.eventId()));
  }
}
