package dev.pappus.delivery.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that somebody wants closed, and that its lane's owner alone may close.
 *
 * @param row null if it has come to its end by itself
 * @param reason why, in the words of {@code delivery.reason}
 */
public record Withdrawn(UUID deliveryId, @Nullable DueRow row, String reason) {}
