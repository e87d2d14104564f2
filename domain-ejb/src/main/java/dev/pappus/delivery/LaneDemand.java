package dev.pappus.delivery;

import java.util.UUID;

/**
 * How many deliveries a lane could take now.
 *
 * @param wanted beyond those that this node is busy with
 * @param busy how many of the lane's due deliveries this node is busy with
 * @param tests whether tests are among what is wanted: the node has none of the lane in hand
 */
public record LaneDemand(UUID webhookId, long epoch, int wanted, int busy, boolean tests) {}
