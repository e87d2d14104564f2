package dev.pappus.account;

import dev.pappus.audit.Refusals;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Finds out who is calling: single reads, which need no transaction. */
@ApplicationScoped
public class Authenticator {
  /** The hash of no password: an unknown address must take as long as a wrong password. */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  /** Longer ones are no password of anybody's, and would only cost time. */
  private static final int MAX_PASSWORD = 1000;

  @Inject UserRepository users;
  @Inject PasswordHasher hasher;
  @Inject Refusals refusals;
  @Inject Clock clock;

  /**
   * @throws UnauthenticatedException if the token is unknown, expired or revoked
   */
  public Caller byToken(String token, String remoteAddress) {
    TokenPass found =
        users
            .findToken(TokenText.sha256(token))
            .filter(candidate -> candidate.usable(clock.instant()))
            .orElseThrow(() -> refusedToken(remoteAddress));
    return new Caller(
        found.teamId(),
        ActorKind.TOKEN,
        found.id(),
        found.name(),
        found.role().name(),
        remoteAddress);
  }

  /** The caller for an address and its password; empty if either is wrong. */
  Optional<User> byPassword(String email, String password, String remoteAddress) {
    Optional<User> user = users.findByEmail(email);
    String hash = user.map(User::passwordHash).filter(known -> !known.isEmpty()).orElse(NOBODY);
    boolean right = password.length() <= MAX_PASSWORD && hasher.matches(password, hash);
    if (!right) {
      refusals.note(
          user.map(found -> callerOf(found, remoteAddress))
              .orElseGet(() -> Refusals.stranger(ActorKind.USER, email, remoteAddress)),
          "console.sign-in",
          "console",
          null);
    }
    return user.filter(found -> right);
  }

  private UnauthenticatedException refusedToken(String remoteAddress) {
    refusals.note(
        Refusals.stranger(ActorKind.TOKEN, "unknown", remoteAddress), "token.use", "api", null);
    return new UnauthenticatedException("This token is unknown, expired or revoked.");
  }

  /** The member whose session it is; empty if it is over, or the account suspended. */
  public Optional<Member> bySession(SessionKey session, String remoteAddress) {
    return users
        .find(session.userId())
        .filter(user -> user.sessionGeneration() == session.generation())
        .filter(user -> user.status() != UserStatus.SUSPENDED)
        .map(
            user ->
                new Member(
                    callerOf(user, remoteAddress),
                    user.status(),
                    user.secondFactor(),
                    user.timeZone()));
  }

  /** The account's owner as the caller of what its own session, or a link of its own, does. */
  public static Caller callerOf(User user, String remoteAddress) {
    return new Caller(
        user.teamId(), ActorKind.USER, user.id(), user.email(), user.role().name(), remoteAddress);
  }
}
