package dev.pappus.webhook.endpoint;

import java.net.InetAddress;

/** What became of an endpoint's host name. */
public sealed interface Resolution {

  /** An address that may be dialled: every address of the answer was allowed. */
  record Vetted(InetAddress address) implements Resolution {}

  /** The name may be called, through the proxy at this address, which looks it up and dials. */
  record ByProxy(InetAddress proxy) implements Resolution {}

  /** The name does not resolve: no such name, its name server failed, or no answer in time. */
  record Unresolved(String reason) implements Resolution {}

  /** The name leads to an address that is refused. */
  record Refused(String reason) implements Resolution {}

  /** Our own side is in trouble: no name server answers anybody. Nothing is to be counted. */
  record Unavailable(String reason) implements Resolution {}
}
