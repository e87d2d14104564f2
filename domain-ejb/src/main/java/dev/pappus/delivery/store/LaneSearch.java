package dev.pappus.delivery.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A lane to search.
 *
 * @param horizon only what is due by then
 * @param ordered by sequence, and nothing behind the first that is not due yet; else by due time
 */
public record LaneSearch(UUID webhookId, Instant horizon, int limit, boolean ordered) {}
