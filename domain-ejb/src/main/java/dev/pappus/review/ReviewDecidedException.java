package dev.pappus.review;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/** The review is in another state than the decision was made upon: 409 {@code review-decided}. */
public class ReviewDecidedException extends DomainException {

  ReviewDecidedException(ReviewState state) {
    super(
        ProblemKind.CONFLICT,
        "review-decided",
        "Review already decided",
        "The review of this build is " + state.wireName() + "; to revise it, say so by `from`.");
    with("state", state.wireName());
  }
}
