package dev.pappus.worker;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/** What the client is told about one call beside the request: its route, and who measures it. */
final class CallContext extends HttpClientContext {
  private final HttpRoute way;
  private final Phases phases;

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
}
