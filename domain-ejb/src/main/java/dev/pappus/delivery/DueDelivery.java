package dev.pappus.delivery;

import java.util.UUID;

/**
 * A delivery that is to be sent now, with all that its sender needs.
 *
 * @param epoch the lane's, under which it was read
 * @param generation the lane's, under which it was read
 * @param attemptCount attempts that were counted before this one
 * @param probe whether it is the one that tries an endpoint whose circuit is open
 * @param eventType wire name, the {@code pappus-event} header
 * @param body exact bytes, shared: not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record DueDelivery(
    UUID deliveryId,
    Endpoint endpoint,
    long epoch,
    long generation,
    int attemptCount,
    boolean test,
    boolean probe,
    UUID eventId,
    String eventType,
    String format,
    String contentType,
    byte[] body) {

  public UUID webhookId() {
    return endpoint.webhookId();
  }

  /** The number of the attempt that is made with it, from 1. */
  public int attemptNumber() {
    return attemptCount + 1;
  }
}
