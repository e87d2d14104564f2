package dev.pappus.inspector;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The team has as many bins as it may: 409 {@code bin-limit} with {@code limit}. */
public class BinLimitException extends DomainException {

  BinLimitException(int limit) {
    super(
        ProblemKind.CONFLICT,
        "bin-limit",
        "Bin limit reached",
        "A team may have at most " + limit + " request bins at a time; remove one first.");
    with("limit", limit);
  }
}
