package dev.pappus.review;

/** Which builds wait for an administrator's approval. */
public enum Approval {
  /** None. */
  OFF,
  /** Those of an app of which no build has been approved yet. */
  FIRST,
  /** Each. */
  ALL
}
