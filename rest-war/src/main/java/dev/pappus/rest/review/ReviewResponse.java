package dev.pappus.rest.review;

import dev.pappus.build.BuildInReview;
import dev.pappus.rest.build.BuildResponse;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A build in the queue. */
@Schema(name = "ReviewCase")
public record ReviewResponse(
    @Schema(description = "That of the build", examples = "bld_01kb0n6vd3e8s9t2w4x6y8z0ab")
        String id,
    @Schema(examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab") String teamId,
    @Schema(examples = "Acme") String teamName,
    BuildResponse build) {

  static ReviewResponse of(BuildInReview found, BuildResponse build) {
    return new ReviewResponse(
        PublicId.format(IdKind.BUILD, found.build().id()),
        PublicId.format(IdKind.TEAM, found.team().id()),
        found.team().name(),
        build);
  }
}
