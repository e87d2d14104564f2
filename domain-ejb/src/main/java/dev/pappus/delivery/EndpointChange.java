package dev.pappus.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an endpoint's health.
 *
 * @param at by the database's clock
 * @param detail in plain words, English; at most 500 characters
 */
public record EndpointChange(UUID id, UUID webhookId, Instant at, Kind kind, String detail) {

  /** What happened. */
  public enum Kind {
    /** Too many failures in a row: it is spared. */
    CIRCUIT_OPENED,
    CIRCUIT_CLOSED,
    /** It asked for less. */
    SLOWED_DOWN,
    /** It has failed for so long that its owner was told. */
    FAILING,
    SWITCHED_OFF,
    /** It answers again after its owner was told. */
    RECOVERED,
    /** Its URL was changed, or it was switched on: what was before does not count. */
    FRESH_START
  }
}
