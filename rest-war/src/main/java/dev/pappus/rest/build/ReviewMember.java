package dev.pappus.rest.build;

import dev.pappus.review.Review;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the installation says of a build. */
@Schema(name = "BuildReview")
public record ReviewMember(
    @Schema(
            description = "Testers may have what is approved, which is all where none is asked for",
            enumeration = {"approved", "waiting", "rejected"})
        String state,
    @Schema(description = "Why it was rejected, or nothing") String reason,
    @Schema(nullable = true, description = "Null if no administrator has decided")
        @Nullable Instant decidedAt) {

  public static ReviewMember of(Review review) {
    return new ReviewMember(review.state().wireName(), review.reason(), review.decidedAt());
  }
}
