package dev.pappus.app;

import java.util.UUID;

/**
 * CDI event, fired inside the transaction that deletes an app. Observers mark what is theirs; what
 * is large is left to the job that follows ({@link AppResidue}).
 */
public record AppDeleted(UUID appId) {}
