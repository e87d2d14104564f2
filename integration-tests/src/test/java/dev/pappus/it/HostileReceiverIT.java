package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers that try to hurt, beside one that is honest. */
@ExtendWith(ArquillianExtension.class)
class HostileReceiverIT {
  private final ApiClient api = ApiClient.administrator();

  @Test
  void endsEachCallAsItShouldAndLetsTheHonestOneHaveAll() {
    TestApp app = TestApp.uploaded();
    try (HostileReceiver success = HostileReceiver.endlessSuccess();
        HostileReceiver headers = HostileReceiver.endlessHeaders();
        WebhookReceiver honest = WebhookReceiver.answering()) {
      JsonObject endless = app.addWebhook(success.url());
      JsonObject talkative = app.addWebhook(headers.url());
      app.addWebhook(honest.url());

      for (int i = 0; i < 5; i++) {
        app.sendFeedback("number " + i);
      }

      TestApp.calls(honest, 5);
      JsonObject delivered = first(app, endless, "DELIVERED");
      JsonObject attempt = delivered.getJsonArray("attempts").getJsonObject(0);
      assertThat(attempt.getBoolean("truncated")).isTrue();
      assertThat(attempt.getString("responseBody")).hasSizeLessThanOrEqualTo(20_000);
      assertThat(firstOutcome(app, talkative)).isEqualTo("RESPONSE_TOO_LARGE");
    }
  }

  @Test
  void failsAnEndlessFailureAndReadsNoMoreThanIsKept() {
    TestApp app = TestApp.uploaded();
    try (HostileReceiver failure = HostileReceiver.endlessFailure()) {
      JsonObject webhook = app.addWebhook(failure.url());

      app.sendFeedback("one");

      assertThat(firstOutcome(app, webhook)).isEqualTo("HTTP_ERROR");
    }
  }

  private String firstOutcome(TestApp app, JsonObject webhook) {
    return first(app, webhook, "").getJsonArray("attempts").getJsonObject(0).getString("outcome");
  }

  /** The oldest delivery of a webhook once it has an attempt, or a state. */
  private JsonObject first(TestApp app, JsonObject webhook, String status) {
    String list = "/deliveries?limit=200&webhook=" + webhook.getString("id");
    return Awaitility.await("an attempt")
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              var all = app.items(list);
              return all.isEmpty()
                  ? JsonObject.EMPTY_JSON_OBJECT
                  : api.get(
                          "/api/v1/deliveries/" + all.getJsonObject(all.size() - 1).getString("id"))
                      .expect(200);
            },
            delivery ->
                !delivery.isEmpty()
                    && !delivery.getJsonArray("attempts").isEmpty()
                    && (status.isEmpty() || delivery.getString("status").equals(status)));
  }
}
