package dev.pappus.rest.work;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.work.Job;
import dev.pappus.work.JobStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A piece of long work. */
@Schema(name = "Job")
public record JobResponse(
    @Schema(examples = "job_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "purge-app") String kind,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"})
        JobStatus status,
    @Schema(description = "How much is done", examples = "500") long done,
    @Schema(description = "Of how much, as far as known", examples = "1200") long total,
    @Schema(description = "Why it stumbled, or nothing", examples = "") String message,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant finishedAt) {

  public static JobResponse of(Job job) {
    return new JobResponse(
        PublicId.format(IdKind.JOB, job.id()),
        job.kind(),
        job.status(),
        job.done(),
        job.total(),
        job.message(),
        job.createdAt(),
        job.finishedAt());
  }
}
