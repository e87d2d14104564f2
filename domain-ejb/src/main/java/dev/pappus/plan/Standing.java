package dev.pappus.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a team stands at a moment.
 *
 * @param plan the one that holds
 * @param paidPlan what was paid for last; null for nothing ever
 * @param paidUntil the first moment that is not paid for; null if nothing ever was
 * @param graceUntil until when the paid plan holds unpaid; null if nothing ever was paid
 */
public record Standing(
    Plan plan,
    State state,
    @Nullable String paidPlan,
    @Nullable Instant paidUntil,
    @Nullable Instant graceUntil) {

  /** How it came to hold. */
  public enum State {
    /** Nothing was ever paid for. */
    FREE,
    PAID,
    /** The time is over, the plan still holds. */
    GRACE,
    /** The team has fallen back to the free plan; nothing of it was deleted. */
    LAPSED
  }
}
