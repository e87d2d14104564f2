package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes people in who open the link of an invitation: those who have an account, once they are
 * signed in with the address that was invited, and new ones with the password they choose. A link
 * is used once, however often it is sent at the same time.
 */
@Stateless
public class InvitationAcceptor {
  @Inject AppDirectory apps;
  @Inject UserRepository users;
  @Inject MembershipRepository memberships;
  @Inject InvitationRepository invitations;
  @Inject MemberUsage members;
  @Inject AccountSettings settings;
  @Inject PasswordRules passwords;
  @Inject PasswordHasher hasher;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /** What a link leads to; empty if there is none of this secret. */
  public Optional<OpenedInvitation> open(String secret) {
    return invitations
        .findBySecret(TokenText.sha256(secret))
        .map(
            found -> {
              UUID appId = found.appId();
              return new OpenedInvitation(
                  found,
                  found.state(clock.instant()),
                  users.findTeam(found.teamId()).map(Team::name).orElse(""),
                  appId == null ? "" : apps.nameOf(appId),
                  users.findByEmail(found.email()).isPresent());
            });
  }

  /** Whether a link is for the address of an account. */
  public boolean isFor(UUID userId, String secret) {
    return users
        .find(userId)
        .flatMap(
            user ->
                invitations
                    .findBySecret(TokenText.sha256(secret))
                    .filter(found -> found.email().equals(user.email())))
        .isPresent();
  }

  /**
   * Takes in somebody who is signed in.
   *
   * @return the team
   * @throws AccessDeniedException {@code forbidden} if the invitation is for another address
   * @throws DomainException {@code invitation-not-found}, {@code invitation-closed}, {@code
   *     already-member}, {@code plan-limit}
   */
  public UUID join(UUID userId, String secret, String remoteAddress) {
    Invitation invitation = waiting(secret);
    User user =
        users
            .find(userId)
            .filter(found -> found.email().equals(invitation.email()))
            .orElseThrow(() -> new AccessDeniedException("The invitation is for another address."));
    takeIn(user, invitation, remoteAddress);
    return invitation.teamId();
  }

  /**
   * Makes an account for the address that was invited, and takes it in.
   *
   * @throws RegistrationClosedException {@code registration-closed}
   * @throws InvalidFieldException {@code field-invalid}
   * @throws DomainException {@code text-invalid}, {@code invitation-not-found}, {@code
   *     invitation-closed}, {@code account-exists}, {@code plan-limit}
   */
  public void register(String secret, String name, String password, String remoteAddress) {
    settings.requireRegistrationByInvitation();
    Invitation invitation = waiting(secret);
    if (users.findByEmail(invitation.email()).isPresent()) {
      throw new AccountExistsException();
    }
    String checkedName = TextRules.required("name", name, User.MAX_NAME);
    passwords.check("password", password, invitation.email());
    User user =
        new User(invitation.email(), checkedName, hasher.hash(password), false, clock.instant());
    memberships.add(user);
    takeIn(user, invitation, remoteAddress);
  }

  private Invitation waiting(String secret) {
    Invitation invitation =
        invitations
            .findBySecret(TokenText.sha256(secret))
            .orElseThrow(InvitationNotFoundException::new);
    invitations.lock(invitation);
    Invitation.State state = invitation.state(clock.instant());
    if (state != Invitation.State.OPEN) {
      throw new InvitationClosedException(state);
    }
    return invitation;
  }

  private void takeIn(User user, Invitation invitation, String remoteAddress) {
    UUID teamId = invitation.teamId();
    UUID appId = invitation.appId();
    if (appId == null) {
      members.admitOne(teamId);
    }
    memberships.lockTeam(teamId);
    if (memberships.find(teamId, user.id()).isPresent()
        || (appId != null && memberships.findCollaborator(appId, user.id()).isPresent())) {
      throw new AlreadyMemberException();
    }
    Instant now = clock.instant();
    memberships.add(
        appId == null
            ? new Membership(teamId, user.id(), invitation.role(), now)
            : new Collaborator(teamId, appId, user.id(), invitation.role(), now));
    invitation.accept(now);
    audit.record(
        new Caller(teamId, ActorKind.USER, user.id(), user.email(), Grants.NONE, remoteAddress),
        "invitation.accept",
        PublicId.format(IdKind.INVITATION, invitation.id()),
        null,
        JsonParts.object()
            .add("user", PublicId.format(IdKind.USER, user.id()))
            .add("role", invitation.role().wireName())
            .build());
  }
}
