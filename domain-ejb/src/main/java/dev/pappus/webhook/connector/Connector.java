package dev.pappus.webhook.connector;

import dev.pappus.event.EventMessage;

/**
 * The code behind a format: renders bodies, signs calls, reads answers. A plug-in, pure: no clock,
 * no I/O, no state; the time is an argument.
 */
public interface Connector {

  /** The format's name in the API: {@code pgyer}, {@code standard}. */
  String kind();

  /** Order in lists of all formats, small first. */
  int order();

  /**
   * Makes the body of an event. Called once, in the transaction of the event; the bytes are stored
   * and sent as they are, at every attempt.
   */
  RenderedBody render(EventMessage message, ConnectorSettings settings);

  /**
   * Completes one call: the headers that every webhook POST carries are there already; a connector
   * may add headers, query parameters or members of the body. By default the call is signed by
   * Standard Webhooks.
   */
  default OutboundRequest seal(OutboundRequest request, SealContext context) {
    return StandardSeal.seal(request, context);
  }

  /** Reads the answer. By default any 2xx is success, 410 is for good, 429, 502, 504 slow down. */
  default Verdict judge(EndpointResponse response) {
    return Verdict.ofStatus(response.status());
  }
}
