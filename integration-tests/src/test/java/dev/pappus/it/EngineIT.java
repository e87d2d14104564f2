package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator's switch, and what happens to an endpoint that wants no more. */
@ExtendWith(ArquillianExtension.class)
class EngineIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ApiClient api = ApiClient.administrator();

  @Test
  void sendsNothingWhilePausedAndAllOfItAfterwards() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      app.addWebhook(receiver.url());
      try {
        api.post("/api/v1/engine/pause").expect(200);
        Awaitility.await("drained")
            .atMost(PATIENCE)
            .until(() -> api.get("/api/v1/engine").expect(200).getBoolean("drained"));
        // a node that had not seen it yet would send now
        Awaitility.await("seen by the node")
            .atMost(PATIENCE)
            .until(() -> api.get("/api/metrics").text().contains("\npappus_delivery_paused 1"));
        app.sendFeedback("while paused");

        JsonObject waiting =
            Awaitility.await("it says why it waits")
                .atMost(PATIENCE)
                .until(
                    () -> app.deliveries().getJsonObject(0),
                    delivery -> !delivery.isNull("waiting"))
                .getJsonObject("waiting");
        assertThat(waiting.getString("reason")).isEqualTo("paused");
        assertThat(receiver.calls()).isEmpty();
      } finally {
        api.post("/api/v1/engine/resume").expect(200);
      }

      assertThat(app.settledDeliveries(1).get(0).getString("status")).isEqualTo("DELIVERED");
    }
  }

  @Test
  void switchesOffAWebhookWhoseEndpointIsGoneAndTellsTheOther() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver gone = WebhookReceiver.answering(410);
        WebhookReceiver other = WebhookReceiver.answering()) {
      JsonObject webhook = app.addWebhook(gone.url());
      api.post(
              app.path("/webhooks"),
              Json.createObjectBuilder()
                  .add("name", "Watch")
                  .add("url", other.url())
                  .add("format", "standard")
                  .add("events", Json.createArrayBuilder(List.of("endpoint.disabled")))
                  .build())
          .expect(201);

      app.sendFeedback("the last one");

      Receiver.Call told = TestApp.calls(other, 1).get(0);
      assertThat(told.header("pappus-event")).isEqualTo("endpoint.disabled");
      assertThat(told.body()).contains(webhook.getString("id"));
      JsonObject off = api.get(app.path("/webhooks/" + webhook.getString("id"))).expect(200);
      assertThat(off.getBoolean("enabled")).isFalse();
      assertThat(api.get("/api/v1/notices").expect(200).getJsonArray("items").toString())
          .contains("endpoint-disabled", webhook.getString("id"));
      assertThat(
              api.get(app.path("/webhooks/" + webhook.getString("id") + "/health"))
                  .expect(200)
                  .getJsonArray("items")
                  .getJsonObject(0)
                  .getString("kind"))
          .isEqualTo("SWITCHED_OFF");
    }
  }
}
