package dev.pappus.delivery;

/** Where a {@link Delivery} stands; all but the first are final. */
public enum DeliveryStatus {
  /** Waits for its next attempt, or is being sent. */
  PENDING,
  /** The receiver has it. */
  DELIVERED,
  /** Given up: the schedule is used up, or the endpoint wants no more. */
  FAILED,
  /** Given up: older than {@code pappus.delivery.max-age}. */
  EXPIRED,
  /** Stopped by us: webhook removed, or replaced by a resend. */
  CANCELLED;

  public boolean finished() {
    return this != PENDING;
  }
}
