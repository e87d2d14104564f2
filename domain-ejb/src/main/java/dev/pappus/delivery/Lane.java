package dev.pappus.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's engine state: which node sends for it, and how its endpoint is doing.
 *
 * @param owner the node that sends, or null
 * @param epoch counts owners
 * @param generation counts fresh starts of the endpoint
 * @param told whether its owner was told of trouble
 * @param news what is still to be told and done
 */
public record Lane(
    UUID webhookId,
    @Nullable UUID owner,
    long epoch,
    long generation,
    WebhookHealth health,
    boolean told,
    @Nullable LaneNews news) {

  /**
   * Failures count as lasting if there was an attempt in each day of them. The hour is for a probe,
   * which follows a circuit that was open for a whole day.
   */
  private static final Duration LONGEST_GAP = Duration.ofHours(25);

  /** An endpoint that is to be switched off is, long before, with the next heartbeat. */
  private static final Duration UNTIL_SWITCHED_OFF = Duration.ofSeconds(30);

  /** Whether the endpoint may be called. */
  public LaneGate gate(Instant now) {
    Instant until = health.closedUntil(now);
    Duration opensIn = until == null ? Duration.ZERO : Duration.between(now, until);
    return new LaneGate(
        webhookId,
        news != null && news.switchesOff() ? UNTIL_SWITCHED_OFF : opensIn,
        health.circuit() == Circuit.OPEN);
  }

  boolean ownedBy(UUID node, long underEpoch) {
    return node.equals(owner) && epoch == underEpoch;
  }

  /** The lane after a counted attempt. */
  Lane after(AttemptResult result, Instant now, EndpointRules rules) {
    return result.outcome() == AttemptOutcome.DELIVERED
        ? succeeded(now)
        : failed(result, now, rules);
  }

  private Lane succeeded(Instant now) {
    WebhookHealth well =
        new WebhookHealth(
            AttemptOutcome.DELIVERED,
            now,
            now,
            0,
            null,
            Circuit.CLOSED,
            null,
            // a call that began earlier says nothing about the wish to be left alone
            health.slowUntil());
    LaneNews after = news == LaneNews.GONE ? LaneNews.GONE : told ? LaneNews.RECOVERED : null;
    return new Lane(webhookId, owner, epoch, generation, well, told, after);
  }

  private Lane failed(AttemptResult result, Instant now, EndpointRules rules) {
    boolean open = health.circuit() == Circuit.OPEN;
    // what left before the circuit opened tells nothing new: only a probe counts on
    boolean counts = !open || result.due().probe();
    int failures = counts ? health.failures() + 1 : health.failures();
    boolean opens = counts && failures >= rules.failuresToOpen();
    Instant since = lasting(now) ? health.failingSince() : now;
    WebhookHealth ill =
        new WebhookHealth(
            result.outcome(),
            now,
            health.lastSuccessAt(),
            failures,
            since,
            open || opens ? Circuit.OPEN : Circuit.CLOSED,
            opens ? now.plus(rules.openFor(failures)) : health.openUntil(),
            later(health.slowUntil(), rules.slowUntil(result, now)));
    return new Lane(
        webhookId, owner, epoch, generation, ill, told, newsAfter(result, since, now, rules));
  }

  private boolean lasting(Instant now) {
    Instant last = health.lastAttemptAt();
    return health.failingSince() != null && last != null && !last.plus(LONGEST_GAP).isBefore(now);
  }

  private @Nullable LaneNews newsAfter(
      AttemptResult result, @Nullable Instant since, Instant now, EndpointRules rules) {
    if (result.permanent() || news == LaneNews.GONE) {
      return LaneNews.GONE;
    }
    Duration failing = since == null ? Duration.ZERO : Duration.between(since, now);
    if (failing.compareTo(rules.switchOffAfter()) >= 0) {
      return LaneNews.EXHAUSTED;
    }
    return !told && failing.compareTo(rules.toldAfter()) >= 0 ? LaneNews.FAILING : null;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }
}
