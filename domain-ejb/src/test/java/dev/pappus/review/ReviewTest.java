package dev.pappus.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.problem.InvalidFieldException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReviewTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

  @Test
  void isApprovedWithoutADecisionWhereNobodyHasToDecide() {
    Review review = Review.none();

    assertThat(review.approved()).isTrue();
    assertThat(review.decidedAt()).isNull();
  }

  @Test
  void keepsTheReasonOfARejectionUntilItIsRevised() {
    Review review = Review.waiting();

    review.decide(ReviewState.WAITING, ReviewState.REJECTED, "does not start", NOW);
    assertThat(review.state()).isEqualTo(ReviewState.REJECTED);
    assertThat(review.reason()).isEqualTo("does not start");

    review.decide(ReviewState.REJECTED, ReviewState.APPROVED, "", NOW.plusSeconds(1));
    assertThat(review.approved()).isTrue();
    assertThat(review.reason()).isEmpty();
    assertThat(review.decidedAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void refusesADecisionUponAnotherState() {
    Review review = Review.waiting();
    review.decide(ReviewState.WAITING, ReviewState.APPROVED, "", NOW);

    assertThatThrownBy(() -> review.decide(ReviewState.WAITING, ReviewState.REJECTED, "no", NOW))
        .isInstanceOfSatisfying(
            ReviewDecidedException.class,
            refused -> assertThat(refused.facts()).containsEntry("state", "approved"));
    assertThatThrownBy(() -> review.decide(ReviewState.APPROVED, ReviewState.APPROVED, "", NOW))
        .isInstanceOf(ReviewDecidedException.class);
    assertThat(review.approved()).isTrue();
  }

  @Test
  void readsTheNamesOfTheApi() {
    assertThat(ReviewState.ofWireName("state", "waiting")).isEqualTo(ReviewState.WAITING);
    assertThatThrownBy(() -> ReviewState.ofWireName("state", "WAITING"))
        .isInstanceOf(InvalidFieldException.class);
  }
}
