package dev.pappus.rest.account;

import dev.pappus.account.Invitation;
import dev.pappus.rest.json.Ids;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation. Its link is in the letter alone. */
@Schema(name = "Invitation")
public record InvitationResponse(
    @Schema(examples = "inv_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "ada@example.com") String email,
    @Schema(enumeration = {"owner", "admin", "developer", "tester", "auditor"}) String role,
    @Schema(nullable = true, description = "Null for the whole team") @Nullable String appId,
    @Schema(description = "An address, or a token's name") String invitedBy,
    Instant createdAt,
    Instant expiresAt) {

  static InvitationResponse of(Invitation invitation) {
    return new InvitationResponse(
        PublicId.format(IdKind.INVITATION, invitation.id()),
        invitation.email(),
        invitation.role().wireName(),
        Ids.orNull(IdKind.APP, invitation.appId()),
        invitation.invitedBy(),
        invitation.createdAt(),
        invitation.expiresAt());
  }
}
