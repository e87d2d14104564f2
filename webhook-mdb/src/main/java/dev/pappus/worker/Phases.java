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

  /** The name had to be looked up. */
  void lookedUp(Duration took) {
    dns = took;
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

  /** The call is made again on another connection. */
  void again() {
    asked = false;
  }

  Timings timings() {
    return new Timings(dns, connect, tls, firstByte);
  }
}
