package dev.pappus.format;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A package that is broken, hostile or incomplete: 422 {@code package-unreadable}. */
public class UnreadablePackageException extends DomainException {
  private final PackageDefect defect;

  /**
   * @param detail one sentence; never a name or text out of the package
   */
  public UnreadablePackageException(PackageDefect defect, String detail) {
    super(ProblemKind.INVALID, "package-unreadable", "Package cannot be read", detail);
    this.defect = defect;
    with("defect", defect.wireName());
  }

  /** A description that nests deeper than it may. */
  public static UnreadablePackageException tooDeep(int maxDepth) {
    return new UnreadablePackageException(
        PackageDefect.CONTENT_LIMIT,
        "The package's description nests more than " + maxDepth + " deep.");
  }

  public PackageDefect defect() {
    return defect;
  }
}
