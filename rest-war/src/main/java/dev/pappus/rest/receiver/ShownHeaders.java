package dev.pappus.rest.receiver;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Header lines as a stranger may read them. Of what we send, values of our own headers are shown
 * and all others masked: an owner may have put a password there. Of an answer, cookies are masked.
 */
final class ShownHeaders {
  private static final String MASKED = "•••";

  private static final Set<String> OUR_OWN =
      Set.of("accept", "accept-encoding", "content-type", "content-length", "host", "user-agent");

  private static final Set<String> COOKIES = Set.of("set-cookie", "set-cookie2", "authorization");

  private ShownHeaders() {}

  static String sent(String lines) {
    return lines
        .lines()
        .map(line -> ours(name(line)) ? line : masked(line))
        .collect(Collectors.joining("\n"));
  }

  static String received(String lines) {
    return lines
        .lines()
        .filter(line -> !line.isEmpty())
        .map(line -> COOKIES.contains(name(line)) ? masked(line) : line)
        .collect(Collectors.joining("\n"));
  }

  private static boolean ours(String name) {
    return OUR_OWN.contains(name) || name.startsWith("webhook-") || name.startsWith("pappus-");
  }

  private static String name(String line) {
    int colon = line.indexOf(':', 1);
    return (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
  }

  private static String masked(String line) {
    int colon = line.indexOf(':', 1);
    return colon < 0 ? MASKED : line.substring(0, colon) + ": " + MASKED;
  }
}
