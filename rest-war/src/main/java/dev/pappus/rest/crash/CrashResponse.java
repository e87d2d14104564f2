package dev.pappus.rest.crash;

import dev.pappus.crash.CrashReport;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A crash report that was taken in. */
@Schema(name = "CrashReceipt")
public record CrashResponse(
    @Schema(examples = "crs_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "evt_01kb0n6vd3e8s9t2w4x6y8z0ab") String eventId) {

  static CrashResponse of(CrashReport report) {
    return new CrashResponse(
        PublicId.format(IdKind.CRASH_REPORT, report.id()),
        PublicId.format(IdKind.EVENT, report.eventId()));
  }
}
