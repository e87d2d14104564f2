package dev.pappus.rest.inspector;

import dev.pappus.webhook.endpoint.OwnBins;
import org.jspecify.annotations.Nullable;

/**
 * The address of a request to a bin, as it was sent.
 *
 * @param token what follows {@code /bin/}, up to the next slash; need not be one
 * @param target the rest: path and query, undecoded
 */
record BinPath(String token, String target) {

  static BinPath of(String requestUri, @Nullable String query) {
    int begin = requestUri.indexOf(OwnBins.PATH);
    String rest = begin < 0 ? "" : requestUri.substring(begin + OwnBins.PATH.length());
    int end = 0;
    while (end < rest.length() && "/;".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return new BinPath(
        rest.substring(0, end), rest.substring(end) + (query == null ? "" : "?" + query));
  }
}
