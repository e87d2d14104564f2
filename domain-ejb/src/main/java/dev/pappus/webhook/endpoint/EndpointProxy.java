package dev.pappus.webhook.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy that all calls to endpoints go through.
 *
 * @param host a name or an address
 * @param user for Basic authentication (RFC 7617), null for none
 * @param password "" if there is none; never printed
 */
public record EndpointProxy(String host, int port, @Nullable String user, String password) {

  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
