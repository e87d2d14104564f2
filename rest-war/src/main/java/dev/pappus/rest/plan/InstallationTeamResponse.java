package dev.pappus.rest.plan;

import dev.pappus.account.plan.TeamStanding;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A team of the installation. */
@Schema(name = "InstallationTeam")
public record InstallationTeamResponse(
    @Schema(examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "Acme") String name,
    @Schema(description = "The plan that holds", examples = "FREE") String plan,
    @Schema(enumeration = {"FREE", "PAID", "GRACE", "LAPSED"}) String state,
    @Schema(nullable = true, description = "The first moment that is not paid for")
        @Nullable Instant paidUntil,
    Instant createdAt) {

  static InstallationTeamResponse of(TeamStanding found) {
    return new InstallationTeamResponse(
        PublicId.format(IdKind.TEAM, found.team().id()),
        found.team().name(),
        found.standing().plan().name(),
        found.standing().state().name(),
        found.standing().paidUntil(),
        found.team().createdAt());
  }
}
