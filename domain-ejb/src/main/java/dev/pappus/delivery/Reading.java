package dev.pappus.delivery;

import java.util.List;

/**
 * What was read for lanes that could send.
 *
 * @param due deliveries to send now, earliest first
 * @param terms of each lane that was looked at and is still this node's
 * @param gates of the same
 */
public record Reading(List<DueDelivery> due, List<LaneTerms> terms, List<LaneGate> gates) {
  public static final Reading NOTHING = new Reading(List.of(), List.of(), List.of());
}
