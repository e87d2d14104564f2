package dev.pappus.worker;

import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DueDelivery;
import java.util.function.Consumer;

/** Sends deliveries without waiting. */
interface Sender {

  /**
   * Begins to send; {@code done} gets exactly one result, on any thread, perhaps before this
   * returns.
   */
  void send(DueDelivery due, Consumer<AttemptResult> done);

  /** Ends all calls under way; each gives its result soon. */
  void cancelAll();
}
