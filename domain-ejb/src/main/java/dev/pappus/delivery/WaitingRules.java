package dev.pappus.delivery;

import dev.pappus.delivery.Waiting.Reason;
import dev.pappus.delivery.Waiting.Situation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds in what is known of a delivery the reason why it waits. */
final class WaitingRules {
  /** Beats come every 3 s; a node that missed three is not to be relied on. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(10);

  /** A round comes at least every half second. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private WaitingRules() {}

  /**
   * @param now by the database's clock
   */
  static Waiting explain(Situation its, Instant now) {
    if (its.removed()) {
      return of(Reason.WEBHOOK_REMOVED, null, "The webhook was removed; it is being cancelled.");
    }
    if (its.paused()) {
      return of(Reason.PAUSED, null, "An operator has paused all deliveries.");
    }
    if (!its.enabled() && !its.test()) {
      return of(
          Reason.WEBHOOK_OFF,
          null,
          "The webhook is switched off; it is sent once the webhook is on again, or expires.");
    }
    if (its.behind() && !its.test()) {
      return of(
          Reason.BEHIND_ANOTHER,
          null,
          "The webhook keeps the order of events, and an earlier one has not ended yet.");
    }
    Waiting timed = its.test() ? null : longestTime(its, now);
    if (timed != null) {
      return timed;
    }
    Instant seen = its.ownerSeenAt();
    if (its.owner() == null || seen == null || seen.plus(SILENT_AFTER).isBefore(now)) {
      return of(
          Reason.NO_NODE,
          null,
          "No running node sends for this webhook at this moment; one takes it over by itself.");
    }
    if (its.rate() != null && its.dueAt().plus(ROUND).isBefore(now)) {
      return of(Reason.RATE_LIMIT, null, "The webhook takes at most " + its.rate() + ".");
    }
    return of(Reason.DUE, null, "It is due, and is sent as soon as a slot is free.");
  }

  private static @Nullable Waiting longestTime(Situation its, Instant now) {
    Waiting longest = null;
    if (its.dueAt().isAfter(now)) {
      longest =
          its.notSent() > 0
              ? of(
                  Reason.OWN_TROUBLE,
                  its.dueAt(),
                  "This server could not send; the endpoint has nothing to do with it.")
              : of(Reason.NEXT_ATTEMPT, its.dueAt(), "The next attempt is due then.");
    }
    longest =
        later(
            longest,
            Reason.SLOWED_DOWN,
            its.slowUntil(),
            now,
            "The endpoint asked for fewer calls; no delivery of the webhook is sent before.");
    return later(
        longest,
        Reason.CIRCUIT_OPEN,
        its.openUntil(),
        now,
        "The endpoint failed too often in a row; one delivery is tried then, the others follow.");
  }

  private static @Nullable Waiting later(
      @Nullable Waiting longest, Reason reason, @Nullable Instant until, Instant now, String text) {
    if (until == null || !until.isAfter(now)) {
      return longest;
    }
    Instant known = longest == null ? null : longest.until();
    return known == null || until.isAfter(known) ? of(reason, until, text) : longest;
  }

  private static Waiting of(Reason reason, @Nullable Instant until, String detail) {
    return new Waiting(reason, until, detail);
  }
}
