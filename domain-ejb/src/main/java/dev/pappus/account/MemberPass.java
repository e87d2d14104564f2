package dev.pappus.account;

import dev.pappus.secret.KeyRing;
import dev.pappus.shared.url.PublicUrls;
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
 * its session, and with all those of its account.
 */
@ApplicationScoped
public class MemberPass {
  private static final String COOKIE = "pappus_member";

  /** How long it is good. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final String PURPOSE = "member pass 3";
  private static final int PARTS = 4;

  @Inject KeyRing keys;
  @Inject AccountSessionRepository sessions;
  @Inject AccountSettings settings;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  /**
   * Name of the cookie that holds it, on every path; where we have TLS, one that no other host of
   * the domain can plant (RFC 6265bis §4.1.3.2).
   */
  public String cookieName() {
    return urls.secure() ? "__Host-" + COOKIE : COOKIE;
  }

  /**
   * @param id of the session in the list of its account
   */
  public String issue(SessionKey session, UUID id) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return keys.sign(
        PURPOSE, session.userId() + "|" + session.generation() + "|" + expires + "|" + id);
  }

  /** As at the console: it ends by itself, too, and not only when its row goes. */
  private boolean goesOn(UUID id) {
    Instant now = clock.instant();
    return sessions
        .find(id)
        .filter(session -> now.isBefore(session.seenAt().plus(settings.sessionIdle())))
        .filter(session -> now.isBefore(session.createdAt().plus(settings.sessionLongest())))
        .isPresent();
  }

  /** Whose it is; empty if it is not ours or no longer good, or the session has ended. */
  public Optional<SessionKey> read(String pass) {
    return keys.verify(PURPOSE, pass)
        .map(text -> text.split("\\|", PARTS))
        .filter(parts -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[2]))))
        .filter(parts -> goesOn(UUID.fromString(parts[3])))
        .map(parts -> new SessionKey(UUID.fromString(parts[0]), Long.parseLong(parts[1])));
  }
}
