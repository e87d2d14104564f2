package dev.pappus.delivery;

import java.util.UUID;

/**
 * A lane that this node owns.
 *
 * @param proven whether its endpoint's last counted attempt was a success
 */
public record LaneHold(UUID webhookId, long epoch, boolean proven) {}
