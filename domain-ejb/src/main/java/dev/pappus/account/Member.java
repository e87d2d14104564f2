package dev.pappus.account;

import dev.pappus.shared.security.Caller;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signed in, as a request finds him.
 *
 * @param caller the first argument of every use case
 * @param status what the account may be used for; never {@code SUSPENDED}
 * @param secondFactor whether it has a second factor
 * @param timeZone in which it wants times; null for the team's
 */
public record Member(
    Caller caller, UserStatus status, boolean secondFactor, @Nullable ZoneId timeZone) {

  /** Whether the account may be used for more than reading the help. */
  public boolean active() {
    return status == UserStatus.ACTIVE;
  }
}
