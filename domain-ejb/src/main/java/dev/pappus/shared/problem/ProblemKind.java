package dev.pappus.shared.problem;

/** What sort of thing went wrong; each dialect at the rim maps it to its own status or code. */
public enum ProblemKind {
  /** Cannot be read at all: JSON that is none, a broken form, an unknown cursor. */
  MALFORMED,
  /** Readable, but breaks a rule. */
  INVALID,
  UNAUTHENTICATED,
  FORBIDDEN,
  /** Not there, also where existence itself is a secret. */
  NOT_FOUND,
  CONFLICT,
  TOO_LARGE,
  LIMIT_EXCEEDED,
  PLAN_REQUIRED,
  /** Our own side cannot do it now. */
  UNAVAILABLE
}
