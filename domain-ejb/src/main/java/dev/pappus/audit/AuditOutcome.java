package dev.pappus.audit;

/** What became of what an entry tells of. */
public enum AuditOutcome {
  /** It was done. */
  DONE,
  /** Somebody tried, and was not allowed to. */
  REFUSED
}
