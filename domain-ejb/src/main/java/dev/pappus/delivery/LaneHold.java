package dev.pappus.delivery;

import java.util.UUID;

/**
 * A lane that this node owns.
 *
 * @param leaving whether it belongs to another node by now and is to be given back
 * @param proven whether its endpoint's last counted attempt was a success
 */
public record LaneHold(UUID webhookId, long epoch, boolean leaving, boolean proven) {}
