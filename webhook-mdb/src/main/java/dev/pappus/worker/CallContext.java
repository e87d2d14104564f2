package dev.pappus.worker;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/** What the client is told about one call beside the request: its route, and who measures it. */
final class CallContext extends HttpClientContext {
  private final HttpRoute way;
  private final Phases phases;
  private volatile Runnable closing = () -> {};
  private volatile boolean flooded;

  CallContext(HttpRoute way, Phases phases) {
    this.way = way;
    this.phases = phases;
  }

  /** Where to connect: to a vetted address, or to the proxy. */
  HttpRoute way() {
    return way;
  }

  Phases phases() {
    return phases;
  }

  /** It has got a connection, which this closes. */
  void on(Runnable closer) {
    closing = closer;
  }

  /**
   * Closes the connection that it is on. Cancelling the client's future is not enough: when a
   * connection stands at once, the client overwrites what to cancel with the connecting that is
   * done, and the call goes on for ever.
   */
  void abandon() {
    closing.run();
  }

  /** More came for it than any answer needs. */
  void flooded() {
    flooded = true;
  }

  boolean wasFlooded() {
    return flooded;
  }
}
