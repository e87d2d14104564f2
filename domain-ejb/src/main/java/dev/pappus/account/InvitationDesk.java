package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.mail.MailAddress;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import dev.pappus.shared.url.PublicUrls;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invites people into a team, or for one of its apps, by a link in a letter. Nobody but the reader
 * of the letter sees the link: it proves that the address is the reader's.
 */
@Stateless
public class InvitationDesk {
  /** Where a link leads, below the console; the secret follows. */
  static final String PAGE = "/console/account/invitation.xhtml?key=";

  /** So that nobody makes us write to the whole world. */
  static final int MOST_OPEN = 200;

  @Inject AccessControl accessControl;
  @Inject AppDirectory apps;
  @Inject UserRepository users;
  @Inject MembershipRepository memberships;
  @Inject InvitationRepository invitations;
  @Inject MemberUsage members;
  @Inject AccountSettings settings;
  @Inject MailOutbox mail;
  @Inject PublicUrls urls;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * The team's that wait for an answer or have expired, newest first.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<Invitation> page(Caller caller, PageRequest request) {
    accessControl.require(caller, Permission.VIEW_MEMBERS);
    return invitations.page(caller.teamId(), request);
  }

  /**
   * Invites somebody.
   *
   * @throws DomainException {@code forbidden}, {@code app-not-found}, {@code text-invalid}, {@code
   *     already-member}, {@code already-invited}, {@code invitation-limit}, {@code plan-limit}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public Invitation invite(Caller caller, InvitationDraft draft) {
    UUID appId = draft.appId();
    if (appId == null) {
      accessControl.require(caller, Permission.MANAGE_MEMBERS);
    } else {
      apps.require(caller, Permission.MANAGE_MEMBERS, appId);
    }
    String email =
        MailAddress.read("email", TextRules.optional("email", draft.email(), 1000))
            .toLowerCase(Locale.ROOT);
    Role role = Role.of(draft.role(), appId == null ? Role.OF_MEMBERS : Role.OF_COLLABORATORS);
    if (role == Role.OWNER) {
      accessControl.require(caller, Permission.MANAGE_OWNERS);
    }
    if (appId == null) {
      // judged again when it is accepted: nobody shall be invited to what cannot be
      members.admitOne(caller.teamId());
    }
    Team team = memberships.lockTeam(caller.teamId());
    requireRoom(caller, new InvitationGrant(email, role, appId));
    String secret = TokenText.linkSecret(random);
    Instant now = clock.instant();
    Invitation invitation =
        new Invitation(
            team.id(),
            new InvitationGrant(email, role, appId),
            caller.actorName(),
            TokenText.sha256(secret),
            now.plus(settings.invitationLifetime()),
            now);
    invitations.add(invitation);
    send(team, invitation, secret);
    audit.record(caller, "invitation.create", id(invitation), null, state(invitation));
    return invitation;
  }

  /** The team is locked, so nobody else invites at the same time. */
  private void requireRoom(Caller caller, InvitationGrant grant) {
    users
        .findByEmail(grant.email())
        .filter(user -> isIn(caller.teamId(), user.id(), grant.appId()))
        .ifPresent(
            user -> {
              throw new AlreadyMemberException();
            });
    List<Invitation> open = invitations.open(caller.teamId(), clock.instant());
    if (open.stream()
        .anyMatch(
            one ->
                one.email().equals(grant.email()) && Objects.equals(one.appId(), grant.appId()))) {
      throw new DomainException(
          ProblemKind.CONFLICT,
          "already-invited",
          "Already invited",
          "This address is invited already: send that invitation again, or withdraw it.");
    }
    if (open.size() >= MOST_OPEN) {
      throw new DomainException(
              ProblemKind.CONFLICT,
              "invitation-limit",
              "Too many invitations",
              "A team may have at most " + MOST_OPEN + " invitations that wait for an answer.")
          .with("limit", MOST_OPEN);
    }
  }

  private boolean isIn(UUID teamId, UUID userId, @Nullable UUID appId) {
    return memberships.find(teamId, userId).isPresent()
        || (appId != null && memberships.findCollaborator(appId, userId).isPresent());
  }

  /**
   * Sends one again, as new: the link of the letter before is worth nothing from then on.
   *
   * @throws DomainException {@code forbidden}, {@code invitation-not-found}, {@code
   *     invitation-closed}
   */
  public Invitation resend(Caller caller, UUID id) {
    Invitation invitation = waiting(caller, id);
    String secret = TokenText.linkSecret(random);
    invitation.renew(TokenText.sha256(secret), clock.instant().plus(settings.invitationLifetime()));
    send(memberships.lockTeam(caller.teamId()), invitation, secret);
    audit.record(caller, "invitation.resend", id(invitation), null, state(invitation));
    return invitation;
  }

  /**
   * Withdraws one: its link opens nothing from then on.
   *
   * @throws DomainException {@code forbidden}, {@code invitation-not-found}, {@code
   *     invitation-closed}
   */
  public void withdraw(Caller caller, UUID id) {
    Invitation invitation = waiting(caller, id);
    invitation.withdraw(clock.instant());
    audit.record(caller, "invitation.withdraw", id(invitation), state(invitation), null);
  }

  /** One of the caller's team that was neither accepted nor withdrawn, with its row locked. */
  private Invitation waiting(Caller caller, UUID id) {
    accessControl.requireSomewhere(caller, Permission.MANAGE_MEMBERS);
    Invitation invitation =
        invitations
            .find(id)
            .filter(found -> found.teamId().equals(caller.teamId()))
            .filter(found -> isFor(caller, found))
            .orElseThrow(InvitationNotFoundException::new);
    if (invitation.role() == Role.OWNER) {
      accessControl.require(caller, Permission.MANAGE_OWNERS);
    }
    invitations.lock(invitation);
    Invitation.State state = invitation.state(clock.instant());
    if (state == Invitation.State.ACCEPTED || state == Invitation.State.WITHDRAWN) {
      throw new InvitationClosedException(state);
    }
    return invitation;
  }

  /** Who manages one app alone sees nothing of the rest. */
  private static boolean isFor(Caller caller, Invitation invitation) {
    UUID appId = invitation.appId();
    return appId == null
        ? caller.grants().allows(Permission.MANAGE_MEMBERS)
        : caller.grants().allows(Permission.MANAGE_MEMBERS, appId);
  }

  private void send(Team team, Invitation invitation, String secret) {
    UUID appId = invitation.appId();
    String until =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.FULL)
            .withLocale(team.language())
            .withZone(team.timeZone())
            .format(invitation.expiresAt());
    mail.send(
        team.id(),
        invitation.email(),
        team.language(),
        MailTemplate.INVITATION,
        Map.of(
            "team",
            appId == null ? team.name() : apps.nameOf(appId) + " (" + team.name() + ")",
            "inviter",
            invitation.invitedBy(),
            "link",
            urls.of(PAGE + secret),
            "until",
            until));
  }

  private static String id(Invitation invitation) {
    return PublicId.format(IdKind.INVITATION, invitation.id());
  }

  private static JsonObject state(Invitation invitation) {
    JsonObjectBuilder state =
        JsonParts.object()
            .add("email", invitation.email())
            .add("role", invitation.role().wireName())
            .add("expiresAt", invitation.expiresAt().toString());
    UUID appId = invitation.appId();
    if (appId != null) {
      state.add("app", PublicId.format(IdKind.APP, appId));
    }
    return state.build();
  }
}
