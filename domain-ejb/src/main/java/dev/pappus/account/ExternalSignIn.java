package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanGate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/**
 * Lets people in whom an OpenID provider or a directory vouches for: finds their account, links it
 * or makes one at the first time, and makes them what their groups say. What an administrator has
 * decided here goes before: a suspended account stays closed, one under review reads the help.
 */
@Stateless
public class ExternalSignIn {
  private static final System.Logger LOG = System.getLogger(ExternalSignIn.class.getName());

  @Inject UserRepository users;
  @Inject ExternalIdentityRepository identities;
  @Inject GroupMemberships groups;
  @Inject ExternalSettings settings;
  @Inject PlanGate plans;
  @Inject Refusals refusals;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * To be called again after a conflict: somebody may come for the first time twice at once.
   *
   * @return Welcome, CodeNeeded or Suspended
   * @throws ExternalSignInException {@code sign-in-unknown}, {@code sign-in-address-unverified},
   *     {@code sign-in-address-taken}
   * @throws dev.pappus.plan.PlanFeatureException {@code plan-feature}: the first team's plan, as it
   *     is the whole installation that signs in so
   */
  public SignInAnswer enter(ExternalPerson person, String remoteAddress) {
    plans.require(users.firstTeam(), PlanFeature.SSO);
    Optional<User> known =
        identities.findUser(person.issuer(), person.subject()).flatMap(users::findLocked);
    User user = known.orElseGet(() -> firstTime(person, remoteAddress));
    if (user.status() == UserStatus.SUSPENDED) {
      refuse(person, "account-suspended", remoteAddress);
      return new SignInAnswer.Suspended();
    }
    if (known.isEmpty()) {
      identities.add(
          new ExternalIdentity(user.id(), person.issuer(), person.subject(), clock.instant()));
      record(user, "account.link", person, remoteAddress);
    }
    if (person.groups() != null) {
      groups.apply(user, person.groups(), remoteAddress);
    } else {
      LOG.log(
          Level.WARNING,
          LogLine.of("account.groups-not-told")
              .with("user", PublicId.format(IdKind.USER, user.id()))
              .toString());
    }
    record(user, "account.sign-in", person, remoteAddress);
    SessionKey session = SessionKey.of(user);
    return user.secondFactor() && settings.secondFactor()
        ? new SignInAnswer.CodeNeeded(session)
        : new SignInAnswer.Welcome(session);
  }

  /** Whether the plan has it. */
  public boolean isAllowed() {
    return plans.allows(users.firstTeam(), PlanFeature.SSO);
  }

  /** The account with the person's address, or a new one. */
  private User firstTime(ExternalPerson person, String remoteAddress) {
    if (!person.emailVerified() || !isAddress(person.email())) {
      throw refused(ExternalSignInException.addressUnverified(), person, remoteAddress);
    }
    Optional<User> owner =
        users.findByEmail(person.email()).flatMap(found -> users.findLocked(found.id()));
    if (owner.isEmpty()) {
      return create(person, remoteAddress);
    }
    boolean used = !owner.get().passwordHash().isEmpty() || identities.hasAny(owner.get().id());
    boolean theirs = used && !settings.linkByAddress();
    // an address may have been given to somebody else meanwhile
    if (theirs || identities.isTaken(owner.get().id(), person.issuer())) {
      throw refused(ExternalSignInException.addressTaken(), person, remoteAddress);
    }
    return owner.get();
  }

  private User create(ExternalPerson person, String remoteAddress) {
    ExternalSettings.NewAccounts made = settings.newAccounts();
    if (made == ExternalSettings.NewAccounts.NONE) {
      throw refused(ExternalSignInException.unknown(), person, remoteAddress);
    }
    String told = TextRules.cut(TextRules.storable(person.name()).strip(), User.MAX_NAME);
    String name = told.isEmpty() ? TextRules.cut(person.email(), User.MAX_NAME) : told;
    User user = new User(person.email(), name, "", false, clock.instant());
    if (made == ExternalSettings.NewAccounts.REVIEW) {
      user.putUnderReview();
    }
    users.add(user);
    record(user, "account.create", person, remoteAddress);
    return user;
  }

  private static boolean isAddress(String email) {
    return email.indexOf('@') > 0
        && email.length() <= User.MAX_EMAIL
        && TextRules.isStorable(email);
  }

  private void record(User user, String action, ExternalPerson person, String remoteAddress) {
    audit.record(
        Authenticator.ownerOf(user, remoteAddress),
        action,
        PublicId.format(IdKind.USER, user.id()),
        null,
        JsonParts.object()
            .add("issuer", person.issuer())
            .add("status", user.status().name())
            .build());
  }

  private ExternalSignInException refused(
      ExternalSignInException why, ExternalPerson person, String remoteAddress) {
    refuse(person, why.code(), remoteAddress);
    return why;
  }

  private void refuse(ExternalPerson person, String code, String remoteAddress) {
    JsonObject wanted =
        JsonParts.object().add("issuer", person.issuer()).add("problem", code).build();
    refusals.note(
        Refusals.stranger(ActorKind.USER, person.email(), remoteAddress),
        "console.sign-in",
        "console",
        wanted);
  }
}
