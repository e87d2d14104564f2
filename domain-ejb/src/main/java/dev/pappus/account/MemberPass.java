package dev.pappus.account;

import dev.pappus.secret.KeyRing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A signed text that says who signed in at the console, so that the install pages, which keep no
 * session, know a member of the team. It carries no right but to be recognised there, and ends with
 * the sessions of its account.
 */
@ApplicationScoped
public class MemberPass {
  /** Name of the cookie that holds it, on every path. */
  public static final String COOKIE = "pappus_member";

  /** How long it is good. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final String PURPOSE = "member pass 2";
  private static final int PARTS = 3;

  @Inject KeyRing keys;
  @Inject Clock clock;

  public String issue(SessionKey session) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return keys.sign(PURPOSE, session.userId() + "|" + session.generation() + "|" + expires);
  }

  /** Whose it is; empty if it is not ours or no longer good. */
  public Optional<SessionKey> read(String pass) {
    return keys.verify(PURPOSE, pass)
        .map(text -> text.split("\\|", PARTS))
        .filter(parts -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[2]))))
        .map(parts -> new SessionKey(UUID.fromString(parts[0]), Long.parseLong(parts[1])));
  }
}
