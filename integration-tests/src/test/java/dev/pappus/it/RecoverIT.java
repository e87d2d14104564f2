package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sending again in bulk, as a job that db-scheduler runs. */
@ExtendWith(ArquillianExtension.class)
class RecoverIT {
  private final ApiClient api = ApiClient.administrator();

  private JsonObject recover(TestApp app, JsonObject webhook, boolean dryRun, String... states) {
    JsonObjectBuilder order =
        Json.createObjectBuilder().add("since", "2020-01-01T00:00:00Z").add("dryRun", dryRun);
    if (states.length > 0) {
      order.add("status", Json.createArrayBuilder(List.of(states)));
    }
    return api.post(app.path("/webhooks/" + webhook.getString("id") + "/recover"), order.build())
        .expect(202);
  }

  private JsonObject ended(JsonObject job) {
    String path = "/api/v1/jobs/" + job.getString("id");
    Awaitility.await("the job's end")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> List.of("DONE", "FAILED", "CANCELLED").contains(status(path)));
    return api.get(path).expect(200);
  }

  private String status(String path) {
    return api.get(path).expect(200).getString("status");
  }

  @Test
  void sendsWhatFailedOnceMoreAndOnlyOnce() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 410)) {
      JsonObject webhook = app.addWebhook(receiver.url());
      app.sendFeedback("taken");
      app.settledDeliveries(1);
      app.sendFeedback("refused");
      app.settledDeliveries(2);
      String refused = receiver.calls().get(1).header("webhook-id");
      switchOn(app, webhook);

      JsonObject counted = ended(recover(app, webhook, true));

      assertThat(counted.getInt("total")).isEqualTo(1);
      assertThat(receiver.calls()).hasSize(2);

      JsonObject done = ended(recover(app, webhook, false));

      assertThat(done.getString("status")).isEqualTo("DONE");
      assertThat(done.getInt("done")).isEqualTo(1);
      assertThat(done.getInt("total")).isEqualTo(1);
      assertThat(app.settledDeliveries(3))
          .filteredOn(delivery -> !delivery.isNull("jobId"))
          .singleElement()
          .satisfies(
              delivery -> {
                assertThat(delivery.getString("status")).isEqualTo("DELIVERED");
                assertThat(delivery.getString("jobId")).isEqualTo(done.getString("id"));
                assertThat(delivery.getString("resendOf")).startsWith("dlv_");
              });
      assertThat(receiver.calls().get(2).header("webhook-id")).isEqualTo(refused);
      assertThat(ended(recover(app, webhook, false)).getInt("total")).isZero();
      assertThat(receiver.calls()).hasSize(3);
    }
  }

  /** 410 switches it off with the next heartbeat. */
  private void switchOn(TestApp app, JsonObject webhook) {
    String path = app.path("/webhooks/" + webhook.getString("id"));
    Awaitility.await("switched off")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !api.get(path).expect(200).getBoolean("enabled"));
    api.patch(
            app.path("/webhooks/" + webhook.getString("id")),
            Json.createObjectBuilder().add("enabled", true).build())
        .expect(200);
  }

  @Test
  void cancellingTheJobCancelsWhatWaits() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200)) {
      JsonObject webhook = app.addWebhook(receiver.url());
      app.sendFeedback("first");
      app.sendFeedback("second");
      app.settledDeliveries(2);
      api.patch(
              app.path("/webhooks/" + webhook.getString("id")),
              Json.createObjectBuilder().add("enabled", false).build())
          .expect(200);
      JsonObject job = recover(app, webhook, false, "DELIVERED");
      Awaitility.await("two that wait")
          .atMost(Duration.ofSeconds(30))
          .until(() -> app.items("/deliveries?status=PENDING").size() == 2);
      assertThat(
              app.items("/deliveries?status=PENDING")
                  .getJsonObject(0)
                  .getJsonObject("waiting")
                  .getString("reason"))
          .isEqualTo("webhook-off");

      JsonObject cancelled = api.delete("/api/v1/jobs/" + job.getString("id")).expect(200);

      assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
      assertThat(app.items("/deliveries?status=CANCELLED").getValuesAs(JsonObject.class))
          .hasSize(2)
          .allSatisfy(d -> assertThat(d.getString("reason")).isEqualTo("job-cancelled"));
      assertThat(receiver.calls()).hasSize(2);
    }
  }

  @Test
  void refusesASecondJobAndAWrongOrder() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      JsonObject webhook = app.addWebhook(receiver.url());
      String path = app.path("/webhooks/" + webhook.getString("id") + "/recover");

      app.sendFeedback("to be sent again");
      app.settledDeliveries(1);
      api.patch(
              app.path("/webhooks/" + webhook.getString("id")),
              Json.createObjectBuilder().add("enabled", false).build())
          .expect(200);
      JsonObject job = recover(app, webhook, false, "DELIVERED");

      assertThat(
              api.post(
                      path, Json.createObjectBuilder().add("since", "2020-01-01T00:00:00Z").build())
                  .expect(409)
                  .getString("code"))
          .isEqualTo("recover-running");
      api.delete("/api/v1/jobs/" + job.getString("id")).expect(200);
      assertThat(api.post(path, Json.createObjectBuilder().build()).expect(422).getString("code"))
          .isEqualTo("field-invalid");
      assertThat(
              api.post(
                      path,
                      Json.createObjectBuilder()
                          .add("since", "2020-01-01T00:00:00Z")
                          .add("status", Json.createArrayBuilder().add("PENDING"))
                          .build())
                  .expect(422)
                  .getString("code"))
          .isEqualTo("field-invalid");
    }
  }

  @Test
  void showsAllOfAnAttempt() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(503, 200)) {
      app.addWebhook(receiver.url() + "?token=hidden");
      app.sendFeedback("seen in whole");

      JsonObject listed = app.settledDeliveries(1).get(0);
      JsonObject delivery = api.get("/api/v1/deliveries/" + listed.getString("id")).expect(200);

      JsonObject first = delivery.getJsonArray("attempts").getJsonObject(0);
      assertThat(first.getString("requestBody")).isEqualTo(receiver.calls().get(0).body());
      assertThat(first.getString("url")).doesNotContain("hidden");
      assertThat(first.getJsonArray("requestHeaders").getValuesAs(JsonObject.class))
          .extracting(header -> header.getString("name"))
          .contains("webhook-id", "webhook-signature");
      assertThat(first.getJsonArray("responseHeaders")).isNotEmpty();
      assertThat(first.getJsonObject("next").getString("why")).isEqualTo("schedule");
      assertThat(first.getJsonObject("timings").getInt("totalMs"))
          .isEqualTo(first.getInt("durationMs"));
      assertThat(delivery.getJsonArray("attempts").getJsonObject(1).isNull("next")).isTrue();
      assertThat(listed.getJsonArray("attempts").getJsonObject(0).isNull("requestBody")).isTrue();
    }
  }
}
