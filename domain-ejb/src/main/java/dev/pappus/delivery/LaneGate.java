package dev.pappus.delivery;

import java.time.Duration;
import java.util.UUID;

/**
 * Whether an endpoint may be called.
 *
 * @param opensIn how long from now not; zero if it may be called
 * @param probing whether it may be called by one delivery alone, until that has succeeded
 */
public record LaneGate(UUID webhookId, Duration opensIn, boolean probing) {}
