package dev.pappus.rest.install;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;

/**
 * What a request says of the browser that made it.
 *
 * @param system what it runs on
 * @param runsOnly64Bit whether it certainly runs no app of 32 bits
 */
record Browser(String userAgent, ToldSystem system, boolean runsOnly64Bit) {

  static Browser of(HttpHeaders headers) {
    String agent = Objects.requireNonNullElse(headers.getHeaderString(HttpHeaders.USER_AGENT), "");
    ToldSystem system =
        ToldSystem.of(
            agent,
            headers.getHeaderString(ToldSystem.PLATFORM_HINT),
            headers.getHeaderString(ToldSystem.VERSION_HINT));
    return new Browser(agent, system, ToldSystem.runsOnly64Bit(agent));
  }
}
