package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a webhook is called, and webhooks of the whole team. */
@ExtendWith(ArquillianExtension.class)
class WebhookSettingsIT {
  private static final String TEAM = "/api/v1/team/webhooks";
  private final ApiClient api = ApiClient.administrator();

  private static JsonObject header(String name, String value, boolean secret) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("value", value)
        .add("secret", secret)
        .build();
  }

  @Test
  void callsWithItsOwnHeadersAndBothSignatures() throws GeneralSecurityException {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      JsonObject webhook =
          api.post(
                  app.path("/webhooks"),
                  TestApp.webhook(receiver.url())
                      .add("format", "cloudevents")
                      .add("asymmetric", true)
                      .add(
                          "headers",
                          Json.createArrayBuilder()
                              .add(header("X-Api-Key", "k-123", true))
                              .add(header("X-Stage", "qa", false)))
                      .build())
              .expect(201);
      app.upload("1.1", 2);

      Receiver.Call call = TestApp.calls(receiver, 1).get(0);

      assertThat(call.header("X-Api-Key")).isEqualTo("k-123");
      assertThat(call.header("X-Stage")).isEqualTo("qa");
      assertThat(call.header("Content-Type"))
          .isEqualTo("application/cloudevents+json; charset=utf-8");
      assertThat(call.body()).contains("\"specversion\":\"1.0\"");
      String signatures = call.header("webhook-signature");
      assertThat(signatures).startsWith("v1,").contains(" v1a,");
      assertThat(isSigned(call, webhook.getString("publicKey"), signatures)).isTrue();
      assertThat(webhook.getJsonArray("headers").toString())
          .contains("********", "qa")
          .doesNotContain("k-123");
    }
  }

  private static boolean isSigned(Receiver.Call call, String publicKey, String signatures)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    // RFC 8410 §4: what stands before the key in its X.509 form
    byte[] encoded =
        HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    signature.update(
        (call.header("webhook-id") + "." + call.header("webhook-timestamp") + "." + call.body())
            .getBytes(StandardCharsets.UTF_8));
    return signature.verify(
        Base64.getDecoder().decode(signatures.substring(signatures.indexOf(" v1a,") + 5)));
  }

  @Test
  void keepsSecretHeadersOverAChangeAndTakesNullForTheDefault() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      JsonObject webhook =
          api.post(
                  app.path("/webhooks"),
                  TestApp.webhook(receiver.url())
                      .add("language", "en")
                      .add("timeZone", "Europe/Paris")
                      .add("retrySchedule", Json.createArrayBuilder().add("PT5S").add("PT1H"))
                      .add(
                          "rateLimit",
                          Json.createObjectBuilder().add("calls", 5).add("per", "second"))
                      .add("maxConcurrency", 2)
                      .add("ordered", true)
                      .add(
                          "headers",
                          Json.createArrayBuilder().add(header("X-Api-Key", "k-123", true)))
                      .build())
              .expect(201);
      String path = app.path("/webhooks/" + webhook.getString("id"));

      JsonObject changed =
          api.patch(
                  path,
                  Json.createObjectBuilder()
                      .add("headers", webhook.getJsonArray("headers"))
                      .addNull("retrySchedule")
                      .addNull("rateLimit")
                      .addNull("maxConcurrency")
                      .addNull("timeZone")
                      .build())
              .expect(200);
      app.upload("1.1", 2);

      assertThat(webhook.getJsonArray("retrySchedule").toString()).isEqualTo("[\"PT5S\",\"PT1H\"]");
      assertThat(changed.get("retrySchedule")).isEqualTo(JsonValue.NULL);
      assertThat(changed.get("rateLimit")).isEqualTo(JsonValue.NULL);
      assertThat(changed.get("maxConcurrency")).isEqualTo(JsonValue.NULL);
      assertThat(changed.getString("timeZone")).isEqualTo("Asia/Shanghai");
      assertThat(changed.getBoolean("ordered")).isTrue();
      assertThat(TestApp.calls(receiver, 1).get(0).header("X-Api-Key")).isEqualTo("k-123");
    }
  }

  private JsonObject addToTeam(String url, JsonObjectBuilder filter) {
    return api.post(TEAM, TestApp.webhook(url).add("filter", filter).build()).expect(201);
  }

  @Test
  void tellsATeamsWebhookOfTheAppsAndChannelsItAsksFor() {
    TestApp wanted = TestApp.uploaded();
    TestApp other = TestApp.uploaded();
    JsonObjectBuilder filter =
        Json.createObjectBuilder()
            .add("apps", Json.createArrayBuilder().add(wanted.id()))
            .add("channels", Json.createArrayBuilder().add("beta"));
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      String path = TEAM + "/" + addToTeam(receiver.url(), filter).getString("id");
      try {
        other.upload("1.1", 2);
        wanted.upload("1.1", 2);
        api.postBuild(
                "app.apk",
                TestApp.apk(wanted.bundleId(), "1.2", 3),
                Map.of("channel", "beta", "notes", "for testers"))
            .expect(201);

        Receiver.Call call = TestApp.calls(receiver, 1).get(0);

        List<JsonObject> events = wanted.events().getValuesAs(JsonObject.class);
        assertThat(call.header("webhook-id")).isEqualTo(events.get(0).getString("id"));
        assertThat(
                events.get(0).getJsonObject("payload").getJsonObject("build").getString("channel"))
            .isEqualTo("beta");
        assertThat(events.get(1).getJsonArray("skipped").toString()).contains("\"filtered\"");
        assertThat(other.events().getJsonObject(0).getJsonArray("skipped").toString())
            .contains("\"filtered\"");
        assertThat(api.get(path).expect(200).get("appId")).isEqualTo(JsonValue.NULL);
        assertThat(api.get(TEAM).expect(200).getJsonArray("items")).hasSize(1);
        assertThat(receiver.calls()).hasSize(1);
      } finally {
        api.delete(path).expect(204);
      }
    }
  }

  @Test
  void testsRotatesAndRemovesATeamsWebhook() {
    TestApp app = TestApp.uploaded();
    JsonObjectBuilder filter =
        Json.createObjectBuilder().add("apps", Json.createArrayBuilder().add(app.id()));
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      String path = TEAM + "/" + addToTeam(receiver.url(), filter).getString("id");

      JsonObject test = api.post(path + "/test").expect(202);
      JsonObject rotated = api.post(path + "/rotate-secret").expect(200);
      TestApp.calls(receiver, 1);
      api.delete(path).expect(204);

      assertThat(test.getBoolean("test")).isTrue();
      assertThat(rotated.getString("secret")).startsWith("whsec_");
      assertThat(api.get(path).expect(404).getString("code")).isEqualTo("webhook-not-found");
    }
  }

  @Test
  void listsAndRecoversAndSharesWhatATeamsWebhookGot() {
    TestApp app = TestApp.uploaded();
    JsonObjectBuilder filter =
        Json.createObjectBuilder().add("apps", Json.createArrayBuilder().add(app.id()));
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200)) {
      JsonObject webhook = addToTeam(receiver.url(), filter);
      String path = TEAM + "/" + webhook.getString("id");
      try {
        app.sendFeedback("for the whole team");
        JsonObject first = app.settledDeliveries(1).get(0);

        JsonArray listed = api.get(path + "/deliveries").expect(200).getJsonArray("items");
        JsonObject job =
            api.post(
                    path + "/recover",
                    Json.createObjectBuilder()
                        .add("since", "2020-01-01T00:00:00Z")
                        .add("status", Json.createArrayBuilder().add("DELIVERED"))
                        .build())
                .expect(202);
        TestApp.calls(receiver, 2);
        app.settledDeliveries(2);
        JsonObject link = api.post(path + "/receiver-links").expect(201);

        assertThat(listed.getValuesAs(JsonObject.class))
            .extracting(item -> item.getString("id"))
            .containsExactly(first.getString("id"));
        assertThat(job.getString("id")).startsWith("job_");
        assertThat(api.get(path + "/deliveries?status=FAILED").expect(200).getJsonArray("items"))
            .isEmpty();
        assertThat(
                api.get(path + "/deliveries?event=" + first.getString("eventId"))
                    .expect(200)
                    .getJsonArray("items"))
            .hasSize(2);
        assertThat(api.get(path + "/health").expect(200).getJsonArray("items")).isEmpty();
        assertThat(link.getString("webhookId")).isEqualTo(webhook.getString("id"));
        assertThat(api.get(path + "/receiver-links").expect(200).getJsonArray("items")).hasSize(1);
        api.delete(path + "/receiver-links/" + link.getString("id")).expect(204);
        assertThat(
                api.get(app.path("/webhooks/" + webhook.getString("id") + "/health"))
                    .expect(404)
                    .getString("code"))
            .isEqualTo("webhook-not-found");
      } finally {
        api.delete(path).expect(204);
      }
      assertThat(api.get(path + "/deliveries").expect(404).getString("code"))
          .isEqualTo("webhook-not-found");
    }
  }

  @Test
  void sealsEverythingAnewOnRequest() {
    JsonObject job = api.post("/api/v1/re-key").expect(202);

    Awaitility.await("the job is done")
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                api.get("/api/v1/jobs/" + job.getString("id"))
                    .expect(200)
                    .getString("status")
                    .equals("DONE"));
  }
}
