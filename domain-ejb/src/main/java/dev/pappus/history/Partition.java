package dev.pappus.history;

import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition as the database's catalogue tells of it, whoever made it.
 *
 * @param to the time it does not hold any more
 */
public record Partition(String name, Instant from, Instant to) {
  private static final Pattern BOUND =
      Pattern.compile("FOR VALUES FROM \\('([0-9a-f-]{36})'\\) TO \\('([0-9a-f-]{36})'\\)");

  /**
   * @param bound as {@code pg_get_expr} prints it
   * @return empty for the default partition and for one without an end
   */
  static Optional<Partition> of(String name, String bound) {
    Matcher matcher = BOUND.matcher(bound);
    return matcher.matches()
        ? Optional.of(new Partition(name, time(matcher.group(1)), time(matcher.group(2))))
        : Optional.empty();
  }

  private static Instant time(String key) {
    return PublicId.timeOf(UUID.fromString(key));
  }
}
