package dev.pappus.worker;

import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.LaneGate;
import dev.pappus.delivery.LaneHold;
import dev.pappus.delivery.LaneTerms;
import dev.pappus.delivery.RateLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lane in the owner's memory: what waits, what is in flight, what its webhook allows. The pump's
 * thread alone uses it.
 */
final class LaneQueue {
  private static final long NEVER = Long.MAX_VALUE;

  /** The first owner a lane ever had: nobody has sent anything before. */
  private static final long FIRST_EPOCH = 1;

  private final LaneHold hold;
  private final Deque<DueDelivery> waiting = new ArrayDeque<>();
  private boolean leaving;
  private boolean proven;
  private @Nullable LaneTerms terms;
  private @Nullable RateGate rate;
  private boolean closed;
  private long opensAt;
  private int inFlight;
  private int testsInFlight;
  private int unsettled;
  private boolean headFailed;
  private boolean inTurn;
  private long readAt;
  private boolean named = true;
  private boolean hot = true;
  private long nextDue = NEVER;

  LaneQueue(LaneHold hold) {
    this.hold = hold;
    this.leaving = hold.leaving();
    this.proven = hold.proven();
  }

  UUID webhookId() {
    return hold.webhookId();
  }

  long epoch() {
    return hold.epoch();
  }

  boolean leaving() {
    return leaving;
  }

  void leaving(boolean now) {
    leaving = now;
  }

  /** Nothing of it is in this node's hands. */
  boolean empty() {
    return waiting.isEmpty() && inFlight == 0 && unsettled == 0;
  }

  boolean proven() {
    return proven;
  }

  void proven(boolean now) {
    proven = now;
  }

  boolean ordered() {
    LaneTerms known = terms;
    return known != null && known.ordered();
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether it stands in the line of lanes that have something to send. */
  boolean inTurn() {
    return inTurn;
  }

  void inTurn(boolean now) {
    inTurn = now;
  }

  /** How many calls it may have at once: one until its endpoint has proved itself. */
  int cap(int most) {
    if (!proven) {
      return 1;
    }
    LaneTerms known = terms;
    return known == null ? most : known.cap(most);
  }

  /** Whether what waits first may be sent. */
  boolean canSend(int most, long now) {
    DueDelivery first = waiting.peek();
    return first != null
        && !leaving
        && !headFailed
        && inFlight < cap(most)
        && (first.test() ? testsInFlight == 0 : mayCall(now));
  }

  /** Whether its endpoint may be called. */
  boolean mayCall(long now) {
    return (!closed || opensAt - now <= 0) && (rate == null || rate.open(now));
  }

  /** When something of what is known can be sent or read; {@code Long.MAX_VALUE} for never. */
  long wakeAt(long now) {
    if (waiting.isEmpty() || mayCall(now)) {
      return nextDue;
    }
    return closed ? opensAt : rate == null ? nextDue : rate.opensAt();
  }

  @Nullable DueDelivery poll() {
    return waiting.poll();
  }

  void started(DueDelivery due, long now) {
    inFlight++;
    testsInFlight += due.test() ? 1 : 0;
    if (rate != null) {
      rate.started(now);
    }
  }

  /**
   * A call has ended; its result is still to be settled.
   *
   * @param delivered an ordered lane stands still after anything else until that is settled
   */
  void ended(DueDelivery due, boolean delivered) {
    inFlight--;
    unsettled++;
    if (due.test()) {
      testsInFlight--;
      // another one may wait, also where the endpoint is spared
      name();
    }
    headFailed = headFailed || (!delivered && ordered());
  }

  /** Whether nothing may be sent before the last result is settled. */
  boolean headFailed() {
    return headFailed;
  }

  /** A result of it was settled. */
  void settled() {
    unsettled--;
    if (unsettled == 0) {
      headFailed = false;
      hot = hot || ordered();
    }
  }

  int waiting() {
    return waiting.size();
  }

  /**
   * What its webhook allows now.
   *
   * @return what was read of an older version of the webhook: it is to be read again
   */
  List<DueDelivery> terms(LaneTerms now, long nanos) {
    LaneTerms before = terms;
    terms = now;
    RateLimit limit = now.rateLimit();
    if (limit == null) {
      rate = null;
    } else if (rate == null || !rate.limit().equals(limit)) {
      rate = new RateGate(limit, nanos, before != null || epoch() != FIRST_EPOCH);
    }
    DueDelivery first = waiting.peek();
    boolean edited = first != null && first.endpoint().version() != now.version();
    boolean order = before != null && before.ordered() != now.ordered();
    return edited || order ? drop() : List.of();
  }

  /**
   * Whether its endpoint may be called.
   *
   * @return what waited and may not be sent now; tests may always
   */
  List<DueDelivery> gate(LaneGate gate, long now) {
    closed = !gate.opensIn().isZero();
    opensAt = now + gate.opensIn().toNanos();
    if (!closed) {
      return List.of();
    }
    dueAt(opensAt);
    List<DueDelivery> dropped = new ArrayList<>();
    for (Iterator<DueDelivery> all = waiting.iterator(); all.hasNext(); ) {
      DueDelivery due = all.next();
      if (!due.test()) {
        dropped.add(due);
        all.remove();
      }
    }
    return dropped;
  }

  /**
   * Whether it has a test that waits or is in flight. There is one at a time, so that nobody floods
   * an endpoint with what no circuit and no rate holds back.
   */
  boolean hasTest() {
    DueDelivery first = waiting.peek();
    return testsInFlight > 0 || (first != null && first.test());
  }

  /**
   * Takes what was read; a test goes before everything else.
   *
   * @return false for a test while it has another one
   */
  boolean add(DueDelivery due, long now) {
    if (due.test()) {
      if (hasTest()) {
        return false;
      }
      waiting.addFirst(due);
    } else {
      waiting.add(due);
    }
    readAt = now;
    return true;
  }

  boolean readBefore(long nanos) {
    return !waiting.isEmpty() && readAt - nanos < 0;
  }

  /** Empties it, to be read again. */
  List<DueDelivery> drop() {
    List<DueDelivery> dropped = new ArrayList<>(waiting);
    waiting.clear();
    hot = true;
    return dropped;
  }

  /** Somebody said that it has work or was edited: it is looked at, however full it is. */
  void name() {
    named = true;
    hot = true;
  }

  boolean named() {
    return named;
  }

  /** Whether there may be something to read. */
  boolean hot(long now) {
    return (hot || isDue(now)) && (named || mayCall(now));
  }

  void heat() {
    hot = true;
  }

  /**
   * It was looked at.
   *
   * @param wanted how many deliveries were asked for; after none nothing is known
   * @param got how many there were
   */
  void lookedAt(int wanted, int got, long now) {
    named = false;
    if (wanted == 0) {
      return;
    }
    hot = got == wanted;
    if (isDue(now)) {
      nextDue = NEVER;
    }
    if (rate != null && !rate.open(now)) {
      dueAt(rate.opensAt());
    }
  }

  private boolean isDue(long now) {
    return nextDue != NEVER && nextDue - now <= 0;
  }

  /** Something will be due then. */
  void dueAt(long nanos) {
    if (nextDue == NEVER || nanos - nextDue < 0) {
      nextDue = nanos;
    }
  }
}
