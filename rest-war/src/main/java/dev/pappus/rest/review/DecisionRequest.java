package dev.pappus.rest.review;

import dev.pappus.review.ReviewState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision upon a build. */
@Schema(name = "ReviewDecisionRequest")
public record DecisionRequest(
    @Schema(
            nullable = true,
            description = "What the team is told; needed to reject, at most 500 characters",
            examples = "It does not start.")
        @Nullable String reason,
    @Schema(
            nullable = true,
            description =
                "The state that is decided upon: waiting if it is left out; another revises a"
                    + " decision",
            enumeration = {"approved", "waiting", "rejected"})
        @Nullable String from) {

  ReviewState seen() {
    return from == null ? ReviewState.WAITING : ReviewState.ofWireName("from", from);
  }

  String reasonOrNothing() {
    return reason == null ? "" : reason;
  }
}
