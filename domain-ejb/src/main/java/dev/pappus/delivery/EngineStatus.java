package dev.pappus.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How this node's engine is doing: written by the pump, read by REST, console, metrics, readiness.
 * It also settles who may touch a delivery at this moment: the sender or a resend, never both.
 */
@ApplicationScoped
public class EngineStatus {
  /** Upper bounds of the latency buckets; the last bucket, above them all, has none. */
  public static final List<Duration> LATENCY_BOUNDS =
      List.of(
          Duration.ofMillis(5),
          Duration.ofMillis(10),
          Duration.ofMillis(25),
          Duration.ofMillis(50),
          Duration.ofMillis(100),
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(2500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** A round that ended this long ago is no sign of life. */
  public static final Duration STALE_AFTER = Duration.ofSeconds(10);

  /**
   * Keys are never used twice, so a hold that outlives its transaction for a while harms nobody.
   */
  private static final long HOLD_NANOS = Duration.ofMinutes(1).toNanos();

  private final Map<UUID, Use> uses = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicLong bellsLost = new AtomicLong();
  private final AtomicLong roundsFailed = new AtomicLong();
  private final Map<AttemptOutcome, LongAdder> attempts = new EnumMap<>(AttemptOutcome.class);
  private final LongAdder[] latencies = new LongAdder[LATENCY_BOUNDS.size() + 1];
  private final LongAdder latencyNanos = new LongAdder();
  private volatile @Nullable Instant lastRound;
  private volatile long lastRoundNanos;
  private volatile int backlog;
  private volatile int lanes;
  private volatile int openCircuits;
  private volatile Duration oldestDue = Duration.ZERO;
  private volatile boolean paused;
  private volatile boolean ownTrouble;
  private volatile boolean clientAlive = true;
  private volatile boolean running;
  private volatile @Nullable UUID node;

  private record Use(boolean sending, long since) {}

  public EngineStatus() {
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      attempts.put(outcome, new LongAdder());
    }
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = new LongAdder();
    }
  }

  /**
   * Begins to send a delivery.
   *
   * @return false if a resend has just replaced it: it must not be sent
   */
  public boolean begin(UUID deliveryId) {
    if (uses.putIfAbsent(deliveryId, new Use(true, System.nanoTime())) != null) {
      return false;
    }
    inFlight.incrementAndGet();
    return true;
  }

  /** Ends it: its result is settled. */
  public void end(UUID deliveryId) {
    Use use = uses.get(deliveryId);
    if (use != null && use.sending() && uses.remove(deliveryId, use)) {
      inFlight.decrementAndGet();
    }
  }

  /**
   * Keeps the sender off a delivery that is about to be closed.
   *
   * @return false if it is in flight
   */
  boolean hold(UUID deliveryId) {
    long now = System.nanoTime();
    uses.values().removeIf(use -> !use.sending() && now - use.since() > HOLD_NANOS);
    Use before = uses.putIfAbsent(deliveryId, new Use(false, now));
    return before == null || !before.sending();
  }

  /** A resend that came to nothing lets go of the delivery it held. */
  void letGo(@Observes(during = TransactionPhase.AFTER_FAILURE) DeliveryReplaced replaced) {
    uses.computeIfPresent(replaced.deliveryId(), (id, use) -> use.sending() ? use : null);
  }

  /** This node's key, new at every start. */
  public void node(UUID key) {
    node = key;
  }

  /** Whether it is this node that a lane's row names as its owner. */
  public boolean isThisNode(UUID owner) {
    return owner.equals(node);
  }

  /** Whether this node is sending it now. */
  public boolean inFlight(UUID deliveryId) {
    Use use = uses.get(deliveryId);
    return use != null && use.sending();
  }

  /** How many deliveries this node is sending, or has sent and not yet settled. */
  public int inFlight() {
    return inFlight.get();
  }

  /** A round ended well. */
  public void roundDone(Instant at) {
    lastRoundNanos = System.nanoTime();
    lastRound = at;
  }

  public void roundFailed() {
    roundsFailed.incrementAndGet();
  }

  public long roundsFailed() {
    return roundsFailed.get();
  }

  /** When the last good round ended; null before the first. */
  public @Nullable Instant lastRound() {
    return lastRound;
  }

  /** Whether the pump runs, does rounds, its client is alive, and the network is. */
  public boolean healthy() {
    return running
        && clientAlive
        && !ownTrouble
        && lastRound != null
        && System.nanoTime() - lastRoundNanos < STALE_AFTER.toNanos();
  }

  /** The pump was started or stopped. */
  public void running(boolean now) {
    running = now;
  }

  /** Whether the HTTP client can send. */
  public void clientAlive(boolean alive) {
    clientAlive = alive;
  }

  public boolean clientAlive() {
    return clientAlive;
  }

  /** What the last heartbeat counted. */
  public void counted(LaneOwnership.Holding holding) {
    lanes = holding.lanes().size();
    openCircuits = holding.openCircuits();
    backlog = holding.backlog();
    oldestDue = holding.oldestDue() == null ? Duration.ZERO : holding.oldestDue();
  }

  /** Lanes of this node whose circuit is open. */
  public int openCircuits() {
    return openCircuits;
  }

  /** How long the delivery that has waited longest could have been sent; zero if none waits. */
  public Duration oldestDue() {
    return oldestDue;
  }

  /** The operator has paused all deliveries, or resumed them. */
  public void paused(boolean now) {
    paused = now;
  }

  public boolean paused() {
    return paused;
  }

  /** Most endpoints fail alike, or no longer: then it is our side, and no endpoint is blamed. */
  public void ownTrouble(boolean now) {
    ownTrouble = now;
  }

  public boolean ownTrouble() {
    return ownTrouble;
  }

  /** Lanes this node owns. */
  public int lanes() {
    return lanes;
  }

  /** Unfinished deliveries, counted up to {@link LaneOwnership#BACKLOG_LIMIT}. */
  public int backlog() {
    return backlog;
  }

  public void bellLost() {
    bellsLost.incrementAndGet();
  }

  /** Bells that could not be rung; the pump then finds the rows within half a second. */
  public long bellsLost() {
    return bellsLost.get();
  }

  /** Counts an attempt. */
  public void attempted(AttemptOutcome outcome, Duration took) {
    LongAdder counter = attempts.get(outcome);
    if (counter != null) {
      counter.increment();
    }
    if (outcome != AttemptOutcome.NOT_SENT) {
      int bucket = 0;
      while (bucket < LATENCY_BOUNDS.size() && took.compareTo(LATENCY_BOUNDS.get(bucket)) > 0) {
        bucket++;
      }
      latencies[bucket].increment();
      latencyNanos.add(took.toNanos());
    }
  }

  /** Attempts of this outcome since the start. */
  public long attempts(AttemptOutcome outcome) {
    LongAdder counter = attempts.get(outcome);
    return counter == null ? 0 : counter.sum();
  }

  /**
   * Attempts in each bucket of {@link #LATENCY_BOUNDS}, one more at the end for the slower ones.
   */
  public List<Long> latencyBuckets() {
    return java.util.Arrays.stream(latencies).map(LongAdder::sum).toList();
  }

  /** All attempts' times together. */
  public Duration latencySum() {
    return Duration.ofNanos(latencyNanos.sum());
  }
}
