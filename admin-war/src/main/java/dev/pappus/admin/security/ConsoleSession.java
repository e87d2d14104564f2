package dev.pappus.admin.security;

import dev.pappus.account.AccountSettings;
import dev.pappus.account.Authenticator;
import dev.pappus.account.SessionDesk;
import dev.pappus.account.SessionKey;
import dev.pappus.shared.net.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
  private static final String ID_TOKEN = "dev.pappus.id-token";
  private static final String LEFT_FOR = "dev.pappus.left-for";

  @Inject AccountSettings settings;
  @Inject Authenticator authenticator;
  @Inject SessionDesk desk;
  @Inject ClientAddress clientAddress;
  @Inject Clock clock;

  /** Who has given the password and not yet the code. */
  private record Half(SessionKey key, Instant at) implements Serializable {}

  /**
   * @param id in the list of the account's sessions
   */
  private record Entry(SessionKey key, Instant at, UUID id) implements Serializable {}

  /** Somebody has got in: a new session id, so that one planted before is worth nothing. */
  void open(HttpServletRequest request, SessionKey key) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setMaxInactiveInterval(
        (int) Math.min(settings.sessionIdle().toSeconds(), Integer.MAX_VALUE));
    session.removeAttribute(HALF);
    UUID id =
        desk.open(
            key,
            clientAddress.of(request),
            Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
    session.setAttribute(SIGNED_IN, new Entry(key, clock.instant(), id));
  }

  /** Lets this session go on where all others of the account were ended. */
  public void goOn(HttpServletRequest request, SessionKey key) {
    HttpSession session = request.getSession();
    if (session.getAttribute(SIGNED_IN) instanceof Entry entry) {
      desk.goOn(entry.id(), key);
      session.setAttribute(SIGNED_IN, new Entry(key, entry.at(), entry.id()));
    }
  }

  /** Its place in the list of the account's sessions; empty for a stranger. */
  public Optional<UUID> id(HttpServletRequest request) {
    return entry(request).map(Entry::id);
  }

  /**
   * Whose it is, where the container's word and ours are the same; empty for a stranger, when it
   * has lasted long enough, and when it was ended.
   */
  Optional<SessionKey> signedIn(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return entry(request)
        .filter(entry -> within(entry.at(), settings.sessionLongest()))
        .filter(entry -> desk.see(entry.id()))
        .map(Entry::key)
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
    request.getSession().setAttribute(HALF, new Half(key, clock.instant()));
  }

  /** Who has given the password and not yet the code. */
  Optional<SessionKey> half(HttpServletRequest request) {
    return attribute(request, HALF, Half.class)
        .filter(half -> within(half.at(), HALF_LIFETIME))
        .map(Half::key);
  }

  /** Somebody comes by the provider, whose token it wants to see at the sign-out. */
  void keepIdToken(HttpServletRequest request, String idToken) {
    request.getSession().setAttribute(ID_TOKEN, idToken);
  }

  /** Somebody has come by the provider, and stays outside. */
  void forgetIdToken(HttpServletRequest request) {
    request.getSession().removeAttribute(ID_TOKEN);
  }

  /** Empty for who has not come by the provider. */
  Optional<String> idToken(HttpServletRequest request) {
    return signedIn(request).flatMap(key -> attribute(request, ID_TOKEN, String.class));
  }

  /** Somebody has signed out here, and does so there too. */
  void leave(HttpServletRequest request, URI there) {
    request.getSession().setAttribute(LEFT_FOR, there);
  }

  Optional<URI> left(HttpServletRequest request) {
    return attribute(request, LEFT_FOR, URI.class);
  }

  /** Ends what was a session of somebody and is none any more; leaves alone what a stranger has. */
  void closeIfOver(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(SIGNED_IN) != null) {
      session.invalidate();
    }
  }

  void close(HttpServletRequest request) {
    id(request).ifPresent(desk::close);
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  private boolean within(Instant since, Duration longest) {
    return clock.instant().isBefore(since.plus(longest));
  }

  private static Optional<Entry> entry(HttpServletRequest request) {
    return attribute(request, SIGNED_IN, Entry.class);
  }

  private static <T> Optional<T> attribute(HttpServletRequest request, String name, Class<T> type) {
    return Optional.ofNullable(request.getSession(false))
        .map(session -> session.getAttribute(name))
        .filter(type::isInstance)
        .map(type::cast);
  }
}
