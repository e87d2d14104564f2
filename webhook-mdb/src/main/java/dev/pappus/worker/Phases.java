package dev.pappus.worker;

import dev.pappus.delivery.Timings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the phases of one call began and ended, written by whoever comes by. */
final class Phases {
  private volatile @Nullable Duration dns;
  private volatile @Nullable Duration connect;
  private volatile @Nullable Duration tls;
  private volatile @Nullable Duration firstByte;
  private volatile long askedAt;
  private volatile boolean asked;
  private volatile long receivedBefore;
  private volatile long handedAt;
  private volatile boolean waiting;

  /** The name had to be looked up. */
  void lookedUp(Duration took) {
    dns = took;
  }

  /** The client has it, and looks for a connection. */
  void handed() {
    asked = false;
    handedAt = System.nanoTime();
    waiting = true;
  }

  /** It has one, or makes one. */
  void hasConnection() {
    waiting = false;
  }

  /** Whether it has waited that long for one of the client's connections. */
  boolean waitedFor(Duration patience) {
    return waiting && System.nanoTime() - handedAt > patience.toNanos();
  }

  /** A connection was made for this call. */
  void connected(Duration took) {
    connect = took;
  }

  /** It was secured. */
  void secured(Duration took) {
    tls = took;
  }

  /**
   * A part of the request was written; the last one counts.
   *
   * @param received bytes that the connection had received before
   */
  void asked(long received) {
    waiting = false;
    if (!asked) {
      receivedBefore = received;
    }
    askedAt = System.nanoTime();
    asked = true;
  }

  /** Whether anything was sent to the endpoint: if not, an answer is the proxy's. */
  boolean asked() {
    return asked;
  }

  long receivedBefore() {
    return receivedBefore;
  }

  /** The answer's head is there. It may come before the request has ended. */
  void answered() {
    firstByte = Duration.ofNanos(asked ? Math.max(0, System.nanoTime() - askedAt) : 0);
  }

  Timings timings() {
    return new Timings(dns, connect, tls, firstByte);
  }
}
