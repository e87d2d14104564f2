package dev.pappus.testflight.apple;

import dev.pappus.shared.problem.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Apple cannot be reached, or says that it cannot now: 503 {@code unavailable}. */
public class AppleUnavailableException extends UnavailableException {
  private final @Nullable Duration retryAfter;

  public AppleUnavailableException(String detail) {
    this(detail, null);
  }

  /**
   * @param retryAfter how long Apple asks to wait; null if it does not say
   */
  public AppleUnavailableException(String detail, @Nullable Duration retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
  }

  /** How long Apple asks to wait. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
