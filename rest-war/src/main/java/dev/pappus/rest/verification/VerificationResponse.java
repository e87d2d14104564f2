package dev.pappus.rest.verification;

import dev.pappus.account.verification.VerificationView;
import dev.pappus.rest.json.Ids;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a team's real name stands. */
@Schema(name = "Verification")
public record VerificationResponse(
    @Schema(
            nullable = true,
            description = "Null where nothing was ever submitted",
            examples = "vrf_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String id,
    @Schema(examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab") String team,
    @Schema(examples = "Acme") String teamName,
    @Schema(enumeration = {"NONE", "SUBMITTED", "APPROVED", "REJECTED"}) String state,
    @Schema(description = "Empty once it was rejected", examples = "Ada Lovelace") String name,
    @Schema(
            description = "All but the last characters hidden; empty once it was rejected",
            examples = "••••••••••••••1234")
        String number,
    @Schema(description = "Why it was rejected, or nothing") String reason,
    @Schema(nullable = true) @Nullable Instant submittedAt,
    @Schema(nullable = true) @Nullable Instant decidedAt) {

  static VerificationResponse of(VerificationView view) {
    return new VerificationResponse(
        Ids.orNull(IdKind.VERIFICATION, view.id()),
        PublicId.format(IdKind.TEAM, view.teamId()),
        view.teamName(),
        view.status().name(),
        view.name(),
        view.maskedNumber(),
        view.reason(),
        view.submittedAt(),
        view.decidedAt());
  }
}
