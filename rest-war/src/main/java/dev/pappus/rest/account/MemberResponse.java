package dev.pappus.rest.account;

import dev.pappus.account.TeamMember;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody in a team, or let in for an app. */
@Schema(name = "Member")
public record MemberResponse(
    @Schema(description = "The user's", examples = "usr_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "ada@example.com") String email,
    @Schema(examples = "Ada") String name,
    @Schema(enumeration = {"owner", "admin", "developer", "tester", "auditor"}) String role,
    Instant since) {

  static MemberResponse of(TeamMember member) {
    return new MemberResponse(
        PublicId.format(IdKind.USER, member.userId()),
        member.email(),
        member.name(),
        member.role().wireName(),
        member.since());
  }
}
