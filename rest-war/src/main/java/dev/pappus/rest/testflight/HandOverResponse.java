package dev.pappus.rest.testflight;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.testflight.TestFlightUpload;
import dev.pappus.testflight.UploadState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the hand-over of a build is. */
@Schema(name = "TestFlightHandOver")
public record HandOverResponse(
    @Schema(examples = "bld_01kb0n6vd3e8s9t2w4x6y8z0ab") String buildId,
    @Schema(
            description = "The job that does it, or did; cancel it to end the hand-over",
            examples = "job_01kb0n6vd3e8s9t2w4x6y8z0ab")
        String jobId,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {
              "FINDING_APP",
              "CREATING",
              "RESERVING",
              "SENDING",
              "COMMITTING",
              "PROCESSING",
              "COMPLETE",
              "FAILED",
              "CANCELLED"
            })
        UploadState state,
    @Schema(description = "The state in words", examples = "Apple is processing the build.")
        String text,
    @Schema(
            description =
                "What Apple said last: its errors, or its warnings; why it could not be reached. Or"
                    + " nothing",
            examples = "")
        String told,
    @Schema(description = "How much of the file Apple has", examples = "10485760") long bytesSent,
    @Schema(description = "What Apple calls the upload; empty until there is one", examples = "")
        String uploadId,
    @Schema(description = "When it came into this state") Instant stateSince,
    Instant createdAt) {

  static HandOverResponse of(TestFlightUpload upload) {
    return new HandOverResponse(
        PublicId.format(IdKind.BUILD, upload.buildId()),
        PublicId.format(IdKind.JOB, upload.jobId()),
        upload.state(),
        text(upload.state()),
        upload.told(),
        upload.bytesSent(),
        upload.appleUploadId(),
        upload.stateSince(),
        upload.createdAt());
  }

  private static String text(UploadState state) {
    return switch (state) {
      case FINDING_APP -> "The app is looked for in App Store Connect.";
      case CREATING, RESERVING -> "The upload is being prepared.";
      case SENDING -> "The file is being sent.";
      case COMMITTING -> "The file was sent; Apple is told so.";
      case PROCESSING -> "Apple is processing the build.";
      case COMPLETE -> "The build is in TestFlight.";
      case FAILED -> "The hand-over failed. Mend what Apple names, and hand the build over again.";
      case CANCELLED -> "The hand-over was cancelled. What Apple has already stays there.";
    };
  }
}
