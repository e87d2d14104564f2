package dev.pappus.review;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an installation says of a build. It begins waiting or, where nobody has to decide, approved;
 * an administrator moves it from any state to approved or rejected, and may do so again.
 */
@Embeddable
public class Review {
  @Enumerated(EnumType.STRING)
  @Column(name = "review_state")
  private ReviewState state;

  @Column(name = "review_reason")
  private String reason = "";

  @Column(name = "review_decided_at")
  private @Nullable Instant decidedAt;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Review() {}

  private Review(ReviewState state) {
    this.state = state;
  }

  /** Nobody has to decide. */
  public static Review none() {
    return new Review(ReviewState.APPROVED);
  }

  /** An administrator has to decide. */
  public static Review waiting() {
    return new Review(ReviewState.WAITING);
  }

  /**
   * An administrator decides.
   *
   * @param seen the state that it decides upon
   * @param newState approved or rejected, another than {@code seen}
   * @throws ReviewDecidedException {@code review-decided} if the state is another by now
   */
  public void decide(ReviewState seen, ReviewState newState, String newReason, Instant now) {
    if (state != seen || newState == seen) {
      throw new ReviewDecidedException(state);
    }
    state = newState;
    reason = newReason;
    decidedAt = now;
  }

  public boolean approved() {
    return state == ReviewState.APPROVED;
  }

  public ReviewState state() {
    return state;
  }

  /** Why it was rejected, "" otherwise. */
  public String reason() {
    return reason;
  }

  /** When an administrator decided last; null if none has. */
  public @Nullable Instant decidedAt() {
    return decidedAt;
  }
}
