package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.Languages;
import dev.pappus.shared.text.TextRules;
import dev.pappus.shared.time.ZoneNames;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of an account does with it, signed in; or by a token of his that may see to his
 * tokens, as far as that needs no password.
 */
@Stateless
public class AccountEditor {
  @Inject AccessControl accessControl;
  @Inject UserRepository users;
  @Inject AccountLinks links;
  @Inject AccountMail mail;
  @Inject PasswordProof proof;
  @Inject PasswordRules rules;
  @Inject PasswordHasher hasher;
  @Inject AuditTrail audit;

  /**
   * @throws AccessDeniedException {@code forbidden} to who is not signed in
   */
  public User get(Caller caller) {
    return own(caller, users.find(userId(caller)));
  }

  /**
   * Changes name, language and time zone; null leaves one as it is.
   *
   * @param language a tag of one that we speak; "" for the browser's
   * @param timeZone a name of the IANA list; "" for the team's
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public User describe(
      Caller caller, @Nullable String name, @Nullable String language, @Nullable String timeZone) {
    User user = own(caller, users.findLocked(ownerId(caller)));
    String newName = name == null ? user.name() : TextRules.required("name", name, User.MAX_NAME);
    Locale newLanguage = language == null ? user.language() : language(language);
    ZoneId newZone = timeZone == null ? user.timeZone() : zone(timeZone);
    JsonObject before = state(user);
    user.describe(newName, newLanguage, newZone);
    audit.record(caller.in(Refusals.INSTALLATION), "account.change", id(user), before, state(user));
    return user;
  }

  private static @Nullable Locale language(String tag) {
    return tag.isEmpty() ? null : Languages.read("language", tag);
  }

  private static @Nullable ZoneId zone(String name) {
    return name.isEmpty() ? null : ZoneNames.read("timeZone", name);
  }

  /**
   * Changes the password and ends all sessions.
   *
   * @return the session that may go on: the caller's own
   * @throws AccessDeniedException {@code forbidden} to who is not signed in
   * @throws PasswordWrongException {@code password-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public SessionKey changePassword(
      Caller caller, String current, String password, Locale language) {
    User user = own(caller, users.findLocked(userId(caller)));
    proof.require(caller, user, current);
    rules.check("password", password, user.email());
    user.changePassword(hasher.hash(password));
    links.forget(user.id(), LinkPurpose.RESET_PASSWORD);
    mail.send(user, language, MailTemplate.PASSWORD_CHANGED, ResetRequests.PAGE);
    audit.record(caller.in(Refusals.INSTALLATION), "account.change-password", id(user), null, null);
    return SessionKey.of(user);
  }

  /**
   * Ends all sessions, and what the install pages know of them. API tokens go on: they are programs
   * that run where nobody signs in, and are revoked one by one.
   *
   * @return the session that may go on: the caller's own, if it has one
   * @throws AccessDeniedException {@code forbidden}
   */
  public SessionKey signOutEverywhere(Caller caller) {
    User user = own(caller, users.findLocked(ownerId(caller)));
    user.signOutEverywhere();
    audit.record(
        caller.in(Refusals.INSTALLATION), "account.sign-out-everywhere", id(user), null, null);
    return SessionKey.of(user);
  }

  /**
   * The account of who is signed in, or of a token's user.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public User behind(Caller caller) {
    return own(caller, users.find(ownerId(caller)));
  }

  private UUID ownerId(Caller caller) {
    if (caller.kind() != ActorKind.TOKEN) {
      return userId(caller);
    }
    // of the whole team: a token for one app sees to that alone
    accessControl.require(caller, Permission.USE_TOKENS);
    return own(caller, users.findBehind(caller)).id();
  }

  private static UUID userId(Caller caller) {
    UUID id = caller.actorId();
    if (caller.kind() != ActorKind.USER || id == null) {
      throw new AccessDeniedException("Only who is signed in has an account.");
    }
    return id;
  }

  private static User own(Caller caller, Optional<User> user) {
    return user.orElseThrow(
        () -> new AccessDeniedException("There is no account of " + caller.actorName() + "."));
  }

  private static JsonObject state(User user) {
    return JsonParts.object()
        .add("name", user.name())
        .add("language", text(user.language() == null ? null : user.language().toLanguageTag()))
        .add("timeZone", text(user.timeZone() == null ? null : user.timeZone().getId()))
        .build();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String id(User user) {
    return PublicId.format(IdKind.USER, user.id());
  }
}
