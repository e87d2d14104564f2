package dev.pappus.account;

import dev.pappus.secret.KeyRing;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A signed text that a browser keeps in which somebody has signed in (OWASP's "device cookie"). It
 * opens nothing: it only says that an attempt at that account is not one of the strangers' in the
 * same network, whose guessing would make it wait.
 */
@ApplicationScoped
public class KnownBrowser {
  /** How long it is good: as long as somebody may be away. */
  public static final Duration LIFETIME = Duration.ofDays(90);

  private static final String COOKIE = "pappus_known";
  private static final String PURPOSE = "known browser 1";
  private static final int PARTS = 3;

  @Inject KeyRing keys;
  @Inject UserRepository users;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  /** As {@link MemberPass#cookieName()}. */
  public String cookieName() {
    return urls.secure() ? "__Host-" + COOKIE : COOKIE;
  }

  /**
   * For a browser in which this account has just signed in, with its second factor if it has one.
   */
  public String issue(UUID userId) {
    long expires = clock.instant().plus(LIFETIME).getEpochSecond();
    return keys.sign(PURPOSE, userId + "|" + expires + "|" + PublicId.encode(PublicId.newKey()));
  }

  /**
   * Which browser it is.
   *
   * @param email of the account that is tried, in any case
   * @return empty if the text is not ours, no longer good, or another account's
   */
  Optional<String> read(String text, String email) {
    return keys.verify(PURPOSE, text)
        .map(signed -> signed.split("\\|", PARTS))
        .filter(parts -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[1]))))
        .filter(
            parts ->
                users
                    .find(UUID.fromString(parts[0]))
                    .filter(user -> user.email().equalsIgnoreCase(email.strip()))
                    .isPresent())
        .map(parts -> parts[2]);
  }
}
