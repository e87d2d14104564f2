package dev.pappus.rest.review;

import dev.pappus.review.GuidelinesAcceptance;
import dev.pappus.review.GuidelinesDesk;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The app guidelines, and how the caller's team stands to them. */
@Schema(name = "Guidelines")
public record GuidelinesResponse(
    @Schema(examples = "1") int version,
    @Schema(description = "Whether an upload needs the acceptance of this version")
        boolean required,
    boolean accepted,
    @Schema(nullable = true, description = "Who accepted for the team") @Nullable String acceptedBy,
    @Schema(nullable = true) @Nullable Instant acceptedAt,
    @Schema(description = "Paragraphs, divided by empty lines") String english,
    @Schema(description = "The same in Simplified Chinese") String chinese) {

  static GuidelinesResponse of(GuidelinesDesk.Standing standing) {
    GuidelinesAcceptance acceptance = standing.acceptance();
    return new GuidelinesResponse(
        standing.guidelines().version(),
        standing.required(),
        acceptance != null,
        acceptance == null ? null : acceptance.actorName(),
        acceptance == null ? null : acceptance.createdAt(),
        standing.guidelines().text(Locale.ENGLISH),
        standing.guidelines().text(Locale.SIMPLIFIED_CHINESE));
  }
}
