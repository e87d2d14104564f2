package dev.pappus.worker;

import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.LaneHold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lane in the owner's memory: what waits, what is in flight. The pump's thread alone uses it. */
final class LaneQueue {
  private final LaneHold hold;
  private final Deque<DueDelivery> waiting = new ArrayDeque<>();
  private boolean proven;
  private int inFlight;
  private long readAt;
  private boolean hot = true;
  private long nextDue = Long.MAX_VALUE;

  LaneQueue(LaneHold hold) {
    this.hold = hold;
    this.proven = hold.proven();
  }

  UUID webhookId() {
    return hold.webhookId();
  }

  long epoch() {
    return hold.epoch();
  }

  boolean proven() {
    return proven;
  }

  void proven(boolean now) {
    proven = now;
  }

  int inFlight() {
    return inFlight;
  }

  void started() {
    inFlight++;
  }

  void ended() {
    inFlight--;
  }

  /** How many calls it may have at once: one until its endpoint has proved itself. */
  int cap(int most) {
    return proven ? most : 1;
  }

  boolean canSend(int most) {
    return !waiting.isEmpty() && inFlight < cap(most);
  }

  @Nullable DueDelivery poll() {
    return waiting.poll();
  }

  int waiting() {
    return waiting.size();
  }

  /** Adds what was read; if the webhook was edited meanwhile, what was read before goes. */
  List<DueDelivery> add(DueDelivery due, long now) {
    DueDelivery first = waiting.peek();
    List<DueDelivery> dropped =
        first != null && first.endpoint().version() != due.endpoint().version()
            ? drop()
            : List.of();
    waiting.add(due);
    readAt = now;
    return dropped;
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

  /** Whether there may be something to read. */
  boolean hot(long now) {
    return hot || isDue(now);
  }

  void heat() {
    hot = true;
  }

  /** All that was due has been read. */
  void cool(long now) {
    hot = false;
    if (isDue(now)) {
      nextDue = Long.MAX_VALUE;
    }
  }

  private boolean isDue(long now) {
    return nextDue != Long.MAX_VALUE && nextDue - now <= 0;
  }

  /** Something will be due then. */
  void dueAt(long nanos) {
    if (nextDue == Long.MAX_VALUE || nanos - nextDue < 0) {
      nextDue = nanos;
    }
  }

  long nextDue() {
    return nextDue;
  }
}
