package dev.pappus.delivery;

import java.time.Duration;

/**
 * How often an endpoint may be called.
 *
 * @param calls at least 1
 * @param period in any stretch of this length
 */
public record RateLimit(int calls, Duration period) {}
