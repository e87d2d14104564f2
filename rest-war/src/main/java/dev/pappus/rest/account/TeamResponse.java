package dev.pappus.rest.account;

import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.account.TeamSeat;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A team. */
@Schema(name = "Team")
public record TeamResponse(
    @Schema(examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "Mobile") String name,
    @Schema(
            description = "Of what leaves for receivers and by mail",
            enumeration = {"en", "zh-CN"})
        String language,
    @Schema(description = "Of local times that leave for receivers", examples = "Asia/Shanghai")
        String timeZone,
    Instant createdAt) {

  static TeamResponse of(Team team) {
    return new TeamResponse(
        PublicId.format(IdKind.TEAM, team.id()),
        team.name(),
        team.language().toLanguageTag(),
        team.timeZone().getId(),
        team.createdAt());
  }

  /** A team that the caller is let into. */
  @Schema(name = "TeamSeat")
  public record Seat(
      TeamResponse team,
      @Schema(
              nullable = true,
              description = "What the caller's user is there; null if it is let in for single apps",
              enumeration = {"owner", "admin", "developer", "tester", "auditor"})
          @Nullable String role) {

    static Seat of(TeamSeat seat) {
      Role role = seat.role();
      return new Seat(TeamResponse.of(seat.team()), role == null ? null : role.wireName());
    }
  }
}
