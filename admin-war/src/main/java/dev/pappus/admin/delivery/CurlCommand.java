package dev.pappus.admin.delivery;

import dev.pappus.delivery.Exchange;
import java.util.stream.Collectors;

/** A call as a command line for a POSIX shell. What was masked stays so. */
final class CurlCommand {

  private CurlCommand() {}

  /**
   * @param body as text, "" for none
   */
  static String of(Exchange exchange, String body) {
    String headers =
        exchange
            .requestHeaders()
            .lines()
            .filter(line -> line.indexOf(':') > 0)
            .filter(line -> !line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .map(line -> " \\\n  -H " + quoted(line))
            .collect(Collectors.joining());
    return "curl -sS -i -X POST "
        + quoted(exchange.url())
        + headers
        + (body.isEmpty() ? "" : " \\\n  --data-binary " + quoted(body));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
