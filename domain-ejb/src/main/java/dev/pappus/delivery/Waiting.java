package dev.pappus.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an unfinished delivery is not being sent at this moment: of all that holds it the one thing
 * that holds it longest, or that a person must end.
 *
 * @param until when that ends by itself; null if nobody knows
 * @param detail one sentence in English with what the reason alone does not say
 */
public record Waiting(Reason reason, @Nullable Instant until, String detail) {

  /** What holds it. */
  public enum Reason {
    /** The webhook was removed: it is about to be cancelled. */
    WEBHOOK_REMOVED,
    /** An operator holds all deliveries. */
    PAUSED,
    /** The webhook is switched off; it is sent once that is on again, or expires. */
    WEBHOOK_OFF,
    /** The endpoint failed too often in a row and is left alone for a while. */
    CIRCUIT_OPEN,
    /** The endpoint asked for fewer calls (429, 502, 504, Retry-After). */
    SLOWED_DOWN,
    /** The webhook keeps its order, and an earlier event has not ended yet. */
    BEHIND_ANOTHER,
    /** An attempt failed; the schedule says when the next one is due. */
    NEXT_ATTEMPT,
    /** Our own side could not send; nothing is counted. */
    OWN_TROUBLE,
    /** No running node sends for this webhook at this moment. */
    NO_NODE,
    /** The webhook's limit of calls in a period. */
    RATE_LIMIT,
    /** It is due and is sent as soon as a slot is free. */
    DUE;

    /** The name in our API: {@code circuit-open}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What is known of an unfinished delivery and its lane.
   *
   * @param notSent how often in a row our own side could not send it
   * @param owner the node that sends for the webhook; null for none
   * @param ownerSeenAt that node's last sign of life; null if it is unknown
   * @param rate calls a period, as {@code 10 a second}; null for no limit
   * @param behind whether an earlier one of an ordered webhook goes first
   */
  public record Situation(
      UUID deliveryId,
      boolean test,
      Instant dueAt,
      int notSent,
      boolean removed,
      boolean enabled,
      boolean paused,
      @Nullable UUID owner,
      @Nullable Instant ownerSeenAt,
      @Nullable Instant openUntil,
      @Nullable Instant slowUntil,
      @Nullable String rate,
      boolean behind) {}
}
