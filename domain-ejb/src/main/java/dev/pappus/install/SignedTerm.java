package dev.pappus.install;

import dev.pappus.secret.KeyRing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Signed texts that are good for a time, each for one purpose. */
@ApplicationScoped
class SignedTerm {
  @Inject KeyRing keys;
  @Inject Clock clock;

  String issue(String purpose, String subject, Duration lifetime) {
    long expires = clock.instant().plus(lifetime).getEpochSecond();
    return keys.sign(purpose, expires + "|" + subject);
  }

  /** Whether we signed it for this purpose and subject, and its time is not over. */
  boolean holds(String purpose, String subject, String signed) {
    return keys.verify(purpose, signed)
        .filter(text -> text.endsWith("|" + subject))
        .map(text -> Long.parseLong(text.substring(0, text.indexOf('|'))))
        .filter(expires -> clock.instant().getEpochSecond() < expires)
        .isPresent();
  }
}
