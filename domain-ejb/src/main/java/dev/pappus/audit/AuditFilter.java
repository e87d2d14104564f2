package dev.pappus.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null members do not narrow.
 *
 * @param scope whose
 * @param from written at or after it
 * @param to written before it
 * @param actor name of who did it, in full: an address, a token's name
 * @param action in full: {@code webhook.create}
 * @param subject public id of what was changed
 */
public record AuditFilter(
    Scope scope,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String subject) {

  /** Whose entries. */
  public enum Scope {
    /** The caller's team's. */
    TEAM,
    /** Those of no team: attempts of people nobody knows, and what the server did to the audit. */
    INSTALLATION
  }

  /** All of the team's. */
  public static final AuditFilter ALL = new AuditFilter(Scope.TEAM, null, null, null, null, null);
}
