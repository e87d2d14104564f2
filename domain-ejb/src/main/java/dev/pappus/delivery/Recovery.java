package dev.pappus.delivery;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a job is to send once more.
 *
 * @param since made at this time or later
 * @param until made before this time
 * @param statuses final ones
 * @param dryRun whether it only counts
 * @param reached the delivery that was dealt with last; null before the first
 */
public record Recovery(
    UUID jobId,
    UUID webhookId,
    Instant since,
    Instant until,
    Set<DeliveryStatus> statuses,
    boolean dryRun,
    @Nullable UUID reached) {

  public Recovery {
    statuses = Set.copyOf(statuses);
  }
}
