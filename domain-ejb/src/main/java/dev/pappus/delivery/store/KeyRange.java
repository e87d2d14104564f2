package dev.pappus.delivery.store;

import dev.pappus.shared.id.PublicId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.UUID;

/**
 * The smallest and the largest of some keys, as databases order them: by their bits. A statement
 * that names them looks at the partitions between them and at no other; {@code = any(?)} alone does
 * not lead PostgreSQL to them once it has a generic plan.
 */
public record KeyRange(UUID least, UUID most) {
  private static final Comparator<UUID> BY_BITS =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** Nodes make keys by their own clocks: what comes later may have the smaller key. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /**
   * @param keys at least one
   */
  public static KeyRange of(Collection<UUID> keys) {
    return new KeyRange(
        keys.stream().min(BY_BITS).orElseThrow(), keys.stream().max(BY_BITS).orElseThrow());
  }

  /** No key that was made after these is smaller. */
  UUID leastLater() {
    Instant from = PublicId.timeOf(least).minus(CLOCK_SKEW);
    return PublicId.firstKeyAt(from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from);
  }
}
