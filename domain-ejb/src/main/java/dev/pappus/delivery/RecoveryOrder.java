package dev.pappus.delivery;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants recovered.
 *
 * @param since made at this time or later
 * @param until made before this time; null for now
 * @param statuses states to send again; empty for {@link #USUAL}
 * @param dryRun whether only to count
 */
public record RecoveryOrder(
    Instant since, @Nullable Instant until, Set<DeliveryStatus> statuses, boolean dryRun) {
  /** What never arrived although it was meant to. */
  public static final Set<DeliveryStatus> USUAL =
      Set.copyOf(EnumSet.of(DeliveryStatus.FAILED, DeliveryStatus.EXPIRED));

  public RecoveryOrder {
    statuses = statuses.isEmpty() ? USUAL : Set.copyOf(statuses);
  }
}
