package dev.pappus.format;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** A file that is no package of a kind we take: 422 {@code package-unsupported}. */
public class UnsupportedPackageException extends DomainException {
  private final PackageDefect defect;

  public UnsupportedPackageException(PackageDefect defect, String detail) {
    super(ProblemKind.INVALID, "package-unsupported", "Package format not supported", detail);
    this.defect = defect;
    with("defect", defect.wireName());
  }

  public PackageDefect defect() {
    return defect;
  }
}
