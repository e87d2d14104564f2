package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells our own trouble from theirs: when most hosts fail alike within a minute, without an answer,
 * it is our network, our name servers or our certificates, and no endpoint is blamed for it.
 */
final class OwnTrouble {
  private static final long WINDOW = Duration.ofMinutes(1).toNanos();

  /** With fewer hosts there is no telling. */
  private static final int FEWEST_HOSTS = 5;

  /** More than three in four. */
  private static final double MOST = 0.75;

  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  private record Seen(AttemptOutcome outcome, long at) {}

  /** The last outcome of each host, longest ago first. */
  private final Map<String, Seen> hosts = new LinkedHashMap<>();

  private final Map<AttemptOutcome, Integer> counts = new EnumMap<>(AttemptOutcome.class);

  /**
   * Takes an outcome down.
   *
   * @return whether it is to be blamed on us
   */
  boolean seen(String url, AttemptOutcome outcome, long now) {
    if (outcome == AttemptOutcome.NOT_SENT || outcome == AttemptOutcome.ADDRESS_REFUSED) {
      return false;
    }
    forget(now);
    String host = host(url);
    Seen before = hosts.remove(host);
    if (before != null) {
      counts.merge(before.outcome(), -1, Integer::sum);
    }
    hosts.put(host, new Seen(outcome, now));
    counts.merge(outcome, 1, Integer::sum);
    return alike(outcome);
  }

  /** Whether the other side was reached: an error it tells of shows that our network works. */
  static boolean isAnswer(AttemptOutcome outcome) {
    return switch (outcome) {
      case DELIVERED, HTTP_ERROR, REJECTED, RESPONSE_TOO_LARGE -> true;
      case CONNECT, DNS, TIMEOUT, TLS, ADDRESS_REFUSED, NOT_SENT -> false;
    };
  }

  private boolean alike(AttemptOutcome outcome) {
    return switch (outcome) {
      case CONNECT, DNS, TIMEOUT, TLS ->
          hosts.size() >= FEWEST_HOSTS && counts.getOrDefault(outcome, 0) > MOST * hosts.size();
      case DELIVERED, HTTP_ERROR, REJECTED, ADDRESS_REFUSED, RESPONSE_TOO_LARGE, NOT_SENT -> false;
    };
  }

  private void forget(long now) {
    Iterator<Seen> seen = hosts.values().iterator();
    while (seen.hasNext()) {
      Seen first = seen.next();
      if (now - first.at() <= WINDOW) {
        return;
      }
      counts.merge(first.outcome(), -1, Integer::sum);
      seen.remove();
    }
  }

  /** The name alone: many ports of one machine that is down are one host. */
  private static String host(String url) {
    String authority = URI.create(url).getRawAuthority();
    return authority == null ? url : PORT.matcher(authority).replaceFirst("");
  }
}
