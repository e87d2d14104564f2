package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/** Ends what people were let in for with one app, when it leaves its team. */
@ApplicationScoped
public class AppFarewell {
  @Inject MembershipRepository memberships;
  @Inject InvitationRepository invitations;
  @Inject TokenRepository tokens;
  @Inject TokenRevoker revoker;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /** In the caller's transaction: its collaborators, its tokens and its open invitations. */
  public void to(Caller caller, UUID appId) {
    revoker.revoke(caller, tokens.live(appId));
    for (TeamMember member : memberships.collaborators(appId)) {
      memberships.findCollaborator(appId, member.userId()).ifPresent(memberships::remove);
      audit.record(
          caller,
          "collaborator.remove",
          PublicId.format(IdKind.USER, member.userId()),
          JsonParts.object().add("app", PublicId.format(IdKind.APP, appId)).build(),
          null);
    }
    for (Invitation invitation : invitations.open(caller.teamId(), clock.instant())) {
      if (appId.equals(invitation.appId())) {
        invitation.withdraw(clock.instant());
        audit.record(
            caller,
            "invitation.withdraw",
            PublicId.format(IdKind.INVITATION, invitation.id()),
            null,
            null);
      }
    }
  }
}
