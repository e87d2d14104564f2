package dev.pappus.worker;

import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneHold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One lane in its owner's memory: what waits to be sent, and how much is under way. */
final class LaneQueue {
  /** How many times its slots a lane reads ahead. */
  private static final int READ_AHEAD = 4;

  private final UUID webhookId;
  private final long epoch;
  private final Deque<DueDelivery> waiting = new ArrayDeque<>();
  private long readNanos;
  private int inFlight;
  private int busy;
  private boolean proven;
  private boolean wanted = true;
  private long nextDueNanos = Long.MAX_VALUE;

  LaneQueue(LaneHold hold) {
    this.webhookId = hold.webhookId();
    this.epoch = hold.epoch();
    this.proven = hold.proven();
  }

  UUID webhookId() {
    return webhookId;
  }

  long epoch() {
    return epoch;
  }

  /** Whether its endpoint's last counted attempt was a success. */
  boolean proven() {
    return proven;
  }

  void proven(boolean now) {
    proven = now;
  }

  int inFlight() {
    return inFlight;
  }

  /** Whether everything it was given is settled. */
  boolean idle() {
    return busy == 0;
  }

  /** Has something to look for at the next round. */
  void want() {
    wanted = true;
  }

  /** Knows of a delivery that will be due then, by the monotonic clock. */
  void expect(long dueNanos) {
    nextDueNanos = Math.min(nextDueNanos, dueNanos);
  }

  long nextDueNanos() {
    return nextDueNanos;
  }

  /**
   * What it would read now, or null for nothing.
   *
   * @param slots how many calls it may have in flight
   */
  @Nullable LaneDemand demand(int slots, long nanos) {
    if (nextDueNanos <= nanos) {
      wanted = true;
      nextDueNanos = Long.MAX_VALUE;
    }
    int room = slots * READ_AHEAD - waiting.size();
    if (!wanted || waiting.size() >= slots || room <= 0) {
      return null;
    }
    return new LaneDemand(webhookId, epoch, room, busy);
  }

  /** Was read for: {@code found} of {@code asked} came; if fewer than asked, there is no more. */
  void read(int found, int asked) {
    wanted = found >= asked;
  }

  void add(DueDelivery due, long nanos) {
    waiting.add(due);
    busy++;
    readNanos = nanos;
  }

  /** Whether the lane has something to send and a free slot for it. */
  boolean ready(int slots) {
    return !waiting.isEmpty() && inFlight < slots;
  }

  /** Takes the next one to send; it holds a slot until {@link #finished}. */
  DueDelivery send() {
    inFlight++;
    return waiting.remove();
  }

  /** A call has ended, its slot is free. */
  void finished() {
    inFlight--;
  }

  /** One is settled, or will not be sent. */
  void settled() {
    busy--;
  }

  /**
   * What waits and was read before that time: to be read again, as its webhook may have changed.
   */
  Deque<DueDelivery> takeOlderThan(long nanos) {
    Deque<DueDelivery> taken = new ArrayDeque<>();
    if (readNanos < nanos) {
      taken.addAll(waiting);
      waiting.clear();
      busy -= taken.size();
      wanted |= !taken.isEmpty();
    }
    return taken;
  }
}
