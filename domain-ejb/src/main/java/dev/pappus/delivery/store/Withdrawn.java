package dev.pappus.delivery.store;

/**
 * An unfinished delivery that somebody wants closed, and that its lane's owner alone may close.
 *
 * @param reason why, in the words of {@code delivery.reason}
 */
public record Withdrawn(DueRow row, String reason) {}
