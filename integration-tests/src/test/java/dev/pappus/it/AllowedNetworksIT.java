package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator opens counts for saving and for sending, without a restart. */
@ExtendWith(ArquillianExtension.class)
class AllowedNetworksIT {
  private static final String PATH = "/api/v1/settings/webhook-networks";

  /** Nobody listens there: that the call was tried is what counts. */
  private static final String CLOSED_PORT = "http://127.0.0.3:27999/hook";

  private final ApiClient api = ApiClient.administrator();

  private JsonObject put(String... networks) {
    var list = Json.createArrayBuilder();
    for (String network : networks) {
      list.add(Json.createObjectBuilder().add("network", network).add("note", "test"));
    }
    JsonObject body = Json.createObjectBuilder().add("networks", list).build();
    return api.send("PUT", PATH, body.toString(), "application/json").expect(200);
  }

  @Test
  void opensANetworkForSavingAndSending() {
    TestApp app = TestApp.uploaded();
    JsonObject webhook =
        Json.createObjectBuilder()
            .add("name", "closed port")
            .add("url", CLOSED_PORT)
            .add("events", Json.createArrayBuilder().add("feedback"))
            .build();
    assertThat(api.get(PATH).expect(200).getJsonArray("fixed").getString(0))
        .isEqualTo("127.0.0.2/32");
    assertThat(api.post(app.path("/webhooks"), webhook).expect(422).getString("code"))
        .isEqualTo("url-address-refused");
    try {
      JsonObject opened = put("127.0.0.3/32").getJsonArray("networks").getJsonObject(0);
      assertThat(opened.getString("addedBy")).isNotBlank();
      api.post(app.path("/webhooks"), webhook).expect(201);
      app.sendFeedback("to where nobody listens");

      assertThat(firstOutcome(app)).isEqualTo("CONNECT");
    } finally {
      put();
    }
  }

  private String firstOutcome(TestApp app) {
    String delivery = app.deliveries().getJsonObject(0).getString("id");
    return Awaitility.await("an attempt")
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                api
                    .get("/api/v1/deliveries/" + delivery)
                    .expect(200)
                    .getJsonArray("attempts")
                    .stream()
                    .map(attempt -> attempt.asJsonObject().getString("outcome"))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  @Test
  void refusesWhatIsNoNetworkAndChangesNothing() {
    JsonObject problem =
        api.send(
                "PUT",
                PATH,
                "{\"networks\":[{\"network\":\"10.0.0.1/8\",\"note\":\"x\"}]}",
                "application/json")
            .expect(422);

    assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/networks/0/network");
    assertThat(api.get(PATH).expect(200).getJsonArray("networks")).isEmpty();
    assertThat(ApiClient.anonymous().get(PATH).status()).isEqualTo(401);
  }
}
