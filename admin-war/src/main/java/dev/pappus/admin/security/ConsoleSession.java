package dev.pappus.admin.security;

import dev.pappus.account.AccountSettings;
import dev.pappus.account.Authenticator;
import dev.pappus.account.SessionKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the console keeps in a session: who signed in, or how far somebody has come with it. */
@ApplicationScoped
public class ConsoleSession {
  /** How long a right password waits for its code. */
  static final Duration HALF_LIFETIME = Duration.ofMinutes(5);

  private static final String SIGNED_IN = "dev.pappus.signed-in";
  private static final String HALF = "dev.pappus.half-signed-in";

  @Inject AccountSettings settings;
  @Inject Authenticator authenticator;
  @Inject Clock clock;

  private record Entry(SessionKey key, Instant at) implements Serializable {}

  /** Somebody has got in: a new session id, so that one planted before is worth nothing. */
  void open(HttpServletRequest request, SessionKey key) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setMaxInactiveInterval(
        (int) Math.min(settings.sessionIdle().toSeconds(), Integer.MAX_VALUE));
    session.removeAttribute(HALF);
    session.setAttribute(SIGNED_IN, new Entry(key, clock.instant()));
  }

  /** Lets this session go on where all others of the account were ended. */
  public void goOn(HttpServletRequest request, SessionKey key) {
    HttpSession session = request.getSession();
    Instant since =
        session.getAttribute(SIGNED_IN) instanceof Entry entry ? entry.at() : clock.instant();
    session.setAttribute(SIGNED_IN, new Entry(key, since));
  }

  /**
   * Whose it is, where the container's word and ours are the same; empty for a stranger, and when
   * it has lasted long enough.
   */
  Optional<SessionKey> signedIn(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return read(request, SIGNED_IN, settings.sessionLongest())
        .filter(key -> principal != null && key.userId().toString().equals(principal.getName()));
  }

  /** The user who is signed in, on a page that strangers see too. */
  public Optional<UUID> user(HttpServletRequest request) {
    return signedIn(request).filter(authenticator::isOpen).map(SessionKey::userId);
  }

  /** The team that the member has chosen to act in; null for the first. */
  @Nullable UUID team(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (UUID) session.getAttribute(CurrentMember.TEAM);
  }

  /** The password was right, and a code is needed. */
  void openHalf(HttpServletRequest request, SessionKey key) {
    request.getSession().setAttribute(HALF, new Entry(key, clock.instant()));
  }

  /** Who has given the password and not yet the code. */
  Optional<SessionKey> half(HttpServletRequest request) {
    return read(request, HALF, HALF_LIFETIME);
  }

  /** Ends what was a session of somebody and is none any more; leaves alone what a stranger has. */
  void closeIfOver(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(SIGNED_IN) != null) {
      session.invalidate();
    }
  }

  void close(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  private Optional<SessionKey> read(HttpServletRequest request, String name, Duration longest) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(name) instanceof Entry entry
            && clock.instant().isBefore(entry.at().plus(longest))
        ? Optional.of(entry.key())
        : Optional.empty();
  }
}
