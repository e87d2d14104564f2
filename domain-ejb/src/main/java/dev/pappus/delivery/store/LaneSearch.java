package dev.pappus.delivery.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A lane to search.
 *
 * @param after only what is due after that; not looked at where it is ordered
 * @param horizon only what is due by then
 * @param ordered by sequence, and nothing behind the first that is not due yet; else by due time
 */
public record LaneSearch(
    UUID webhookId, Instant after, Instant horizon, int limit, boolean ordered) {}
