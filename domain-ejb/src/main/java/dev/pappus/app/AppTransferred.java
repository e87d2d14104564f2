package dev.pappus.app;

import java.util.UUID;

/**
 * CDI event, fired inside the transaction that gives an app to another team. Observers take along
 * what is theirs.
 */
public record AppTransferred(UUID appId, UUID teamId) {}
