package dev.pappus.build;

/**
 * What may be the matter with a build that is inspected again, beside the codes of the refusals of
 * its package: {@code package-unreadable}, {@code package-unsupported}, {@code file-empty}.
 */
public final class InspectionProblem {
  /** The store does not have its package. */
  public static final String MISSING = "package-missing";

  /** The store has other bytes than were uploaded. */
  public static final String DAMAGED = "package-damaged";

  /** The reader failed, which is our fault. */
  public static final String UNEXPECTED = "unexpected";

  /** Its package was read, and now tells another bundle id, version or platform. */
  public static final String OTHER_IDENTITY = "identity-differs";

  private InspectionProblem() {}
}
