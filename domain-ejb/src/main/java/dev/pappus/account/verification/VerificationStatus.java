package dev.pappus.account.verification;

/** Where a team's real name stands. */
public enum VerificationStatus {
  /** Nothing was ever submitted. */
  NONE,
  /** It waits for somebody to decide. */
  SUBMITTED,
  APPROVED,
  /** The team may submit again. */
  REJECTED
}
