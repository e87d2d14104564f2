package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.text.TextRules;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The list of an account's sessions of the console: which there are, and the end of single ones.
 */
@Stateless
public class SessionDesk {
  /** Names all sessions. */
  public static final String ALL = "all";

  private static final int MAX_ADDRESS = 64;
  private static final int MAX_AGENT = 200;

  /** How exactly the last request is known: not each is worth a write. */
  private static final Duration SEEN_TO = Duration.ofMinutes(1);

  @Inject AccountSessionRepository sessions;
  @Inject AccountEditor accounts;
  @Inject PasswordProof proof;
  @Inject AccountSettings settings;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Takes a new one into the list, and those of the account that are over out of it.
   *
   * @param agent what the browser calls itself
   */
  public UUID open(SessionKey key, String address, String agent) {
    Instant now = clock.instant();
    sessions.removeOver(
        key, now.minus(settings.sessionIdle()), now.minus(settings.sessionLongest()));
    AccountSession session =
        new AccountSession(
            key,
            TextRules.cut(address, MAX_ADDRESS),
            TextRules.cut(TextRules.storable(agent), MAX_AGENT),
            now);
    sessions.add(session);
    return session.id();
  }

  /** Whether it may go on, as far as the list knows; and takes down that it was seen. */
  public boolean see(UUID id) {
    Instant now = clock.instant();
    AccountSession found = sessions.find(id).orElse(null);
    if (found == null) {
      return false;
    }
    if (!now.isBefore(found.seenAt().plus(SEEN_TO))) {
      sessions.see(id, now);
    }
    return true;
  }

  /** Lets it go on where all others of the account were ended. */
  public void goOn(UUID id, SessionKey key) {
    sessions.renew(id, key.generation());
  }

  /** Its owner has signed out. */
  public void close(UUID id) {
    sessions.find(id).ifPresent(found -> sessions.remove(found.userId(), id));
  }

  /**
   * The caller's, newest first, without those that are over.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public List<AccountSession> list(Caller caller) {
    User user = accounts.behind(caller);
    Instant seen = clock.instant().minus(settings.sessionIdle());
    Instant begun = clock.instant().minus(settings.sessionLongest());
    return sessions.of(user.id()).stream()
        .filter(session -> session.generation() == user.sessionGeneration())
        .filter(session -> !session.seenAt().isBefore(seen))
        .filter(session -> !session.createdAt().isBefore(begun))
        .toList();
  }

  /**
   * Ends one of the caller's own by its public id, or all.
   *
   * @param session an id, or {@value #ALL}
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} if it says neither
   * @throws SessionNotFoundException {@code session-not-found}
   */
  public void end(Caller caller, String session) {
    accounts.behind(caller);
    if (session.isEmpty()) {
      throw new InvalidFieldException("session", "the id of a session, or " + ALL);
    }
    if (session.equals(ALL)) {
      accounts.signOutEverywhere(caller);
    } else {
      end(
          caller,
          PublicId.parse(IdKind.SESSION, session).orElseThrow(SessionNotFoundException::new),
          "");
    }
  }

  /**
   * Ends one of the caller's own.
   *
   * @param password of the account; of no meaning where it has none, or a token asks
   * @throws AccessDeniedException {@code forbidden}
   * @throws PasswordWrongException {@code password-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   * @throws SessionNotFoundException {@code session-not-found}
   */
  public void end(Caller caller, UUID id, String password) {
    User user = accounts.behind(caller);
    // who signs in elsewhere has none here to prove himself with
    if (caller.kind() == ActorKind.USER && !user.passwordHash().isEmpty()) {
      proof.require(caller, user, password);
    }
    if (!sessions.remove(user.id(), id)) {
      throw new SessionNotFoundException();
    }
    audit.record(
        caller.in(Refusals.INSTALLATION),
        "account.end-session",
        PublicId.format(IdKind.USER, user.id()),
        null,
        null);
  }
}
