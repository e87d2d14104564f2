package dev.pappus.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the phases of a call took; null where there was none: a connection that was kept open
 * needs no look-up of its own time, no connect and no TLS.
 *
 * @param dns the look-up of the endpoint's name
 * @param connect until the TCP connection stood
 * @param tls the handshake
 * @param firstByte from the request until the first byte of the answer
 */
public record Timings(
    @Nullable Duration dns,
    @Nullable Duration connect,
    @Nullable Duration tls,
    @Nullable Duration firstByte) {
  /** Nothing is known. */
  public static final Timings NONE = new Timings(null, null, null, null);
}
