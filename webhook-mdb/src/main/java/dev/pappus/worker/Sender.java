package dev.pappus.worker;

import dev.pappus.delivery.DueDelivery;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Makes HTTP calls without holding a thread. */
interface Sender {

  /**
   * Begins a call and returns at once.
   *
   * @param proven whether the endpoint's last call was a success
   * @param mayStart asked right before the connection is made; if false nothing is sent
   * @param sink gets exactly one result, on any thread
   */
  void send(DueDelivery due, boolean proven, BooleanSupplier mayStart, Consumer<? super Sent> sink);

  /** Ends all open calls; each still gives its result. */
  void cancelAll();
}
