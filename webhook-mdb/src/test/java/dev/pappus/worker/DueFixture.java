package dev.pappus.worker;

import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.Endpoint;
import dev.pappus.shared.id.PublicId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Due deliveries as a round reads them. */
final class DueFixture {
  static final String BODY = "{\"a\": \"修\"}";

  private DueFixture() {}

  static DueDelivery to(String url) {
    return of(PublicId.newKey(), url, 0);
  }

  static DueDelivery of(UUID webhook, String url, int attempts) {
    return of(webhook, url, attempts, 1, false);
  }

  static DueDelivery of(UUID webhook, long epoch) {
    return of(webhook, "http://x.example/", 0, epoch, false);
  }

  static DueDelivery test(UUID webhook) {
    return of(webhook, "http://x.example/", 0, 1, true);
  }

  private static DueDelivery of(UUID webhook, String url, int attempts, long epoch, boolean test) {
    return new DueDelivery(
        PublicId.newKey(),
        new Endpoint(webhook, 1, url, "sealed", null, null, null, null, null),
        epoch,
        0,
        attempts,
        test,
        false,
        PublicId.newKey(),
        "feedback",
        "plain",
        "application/json; charset=utf-8",
        BODY.getBytes(StandardCharsets.UTF_8));
  }

  /** The next attempt of the same delivery. */
  static DueDelivery again(DueDelivery due) {
    return new DueDelivery(
        due.deliveryId(),
        due.endpoint(),
        due.epoch(),
        due.generation(),
        due.attemptCount() + 1,
        due.test(),
        due.probe(),
        due.eventId(),
        due.eventType(),
        due.format(),
        due.contentType(),
        due.body());
  }

  /** The same with another body. */
  static DueDelivery with(DueDelivery due, byte[] body) {
    return new DueDelivery(
        due.deliveryId(),
        due.endpoint(),
        due.epoch(),
        due.generation(),
        due.attemptCount(),
        due.test(),
        due.probe(),
        due.eventId(),
        due.eventType(),
        due.format(),
        due.contentType(),
        body);
  }
}
