package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do is found in the audit, and the chain over it holds. */
@ExtendWith(ArquillianExtension.class)
class AuditIT {
  private final ApiClient client = ApiClient.administrator();

  @Test
  void findsWhatWasDone() {
    TestApp app = TestApp.uploaded();
    client
        .patch(
            "/api/v1/apps/" + app.id(), Json.createObjectBuilder().add("name", "Renamed").build())
        .expect(200);

    List<JsonObject> found = items("/api/v1/audit?action=app.update&subject=" + app.id());

    assertThat(found).hasSize(1);
    assertThat(found.get(0).getString("outcome")).isEqualTo("DONE");
    assertThat(found.get(0).getJsonObject("after").getString("name")).isEqualTo("Renamed");
    assertThat(found.get(0).getJsonObject("before").getString("name")).isNotEqualTo("Renamed");
    assertThat(items("/api/v1/audit?subject=" + app.id()))
        .extracting(entry -> entry.getString("action"))
        .contains("app.create");
  }

  @Test
  void findsWhoWasRefused() {
    ApiClient.withToken("pap_nobody-has-this-token-at-all").get("/api/v1/apps").expect(401);

    // of the same minute and address other tests may have written one already
    assertThat(items("/api/v1/audit?scope=installation&action=token.use"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.getString("outcome")).isEqualTo("REFUSED"));
  }

  @Test
  void givesTheAuditAsAFile() {
    TestApp app = TestApp.uploaded();

    ApiClient.Answer file = client.get("/api/v1/audit.csv?subject=" + app.id());

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(file.text().lines().toList())
        .hasSizeGreaterThan(1)
        .first()
        .asString()
        .startsWith("id,time,outcome");
    assertThat(file.text()).contains("app.create").contains(app.id());
  }

  @Test
  void givesTheFileToWhoAsksForItByAccept() {
    TestApp app = TestApp.uploaded();
    String path = "/api/v1/audit?subject=" + app.id();

    ApiClient.Answer file = client.get(path, "Accept", "text/csv");

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(file.text()).startsWith("id,time,outcome").contains(app.id());
    for (String accept : List.of("*/*", "application/json", "text/csv;q=0.1, application/json")) {
      assertThat(client.get(path, "Accept", accept).header("Content-Type").orElse(""))
          .as(accept)
          .startsWith("application/json");
    }
    assertThat(client.get(path, "Accept", "image/png").status()).isEqualTo(406);
  }

  @Test
  void sealsWithinSecondsAndFindsNothingWrong() {
    TestApp.uploaded();
    Awaitility.await("the sealer")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                client.get("/api/v1/audit/chain").expect(200).getInt("unsealed") == 0
                    && client.get("/api/v1/audit/chain").expect(200).getInt("sequence") > 0);

    ApiClient.Answer started = client.post("/api/v1/audit/verifications");

    String job = "/api/v1/jobs/" + started.expect(202).getString("id");
    Awaitility.await("the verification")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> List.of("DONE", "FAILED").contains(client.get(job).json().getString("status")));
    assertThat(client.get(job).json().getString("status"))
        .as(client.get(job).text())
        .isEqualTo("DONE");
  }

  @Test
  void refusesABadSearch() {
    assertThat(client.get("/api/v1/audit?from=yesterday").expect(422).getString("code"))
        .isEqualTo("field-invalid");
    assertThat(client.get("/api/v1/audit?scope=all").expect(422).getString("code"))
        .isEqualTo("field-invalid");
    assertThat(client.get("/api/v1/audit?actor=%00").expect(422).getString("code"))
        .isEqualTo("text-invalid");
    assertThat(client.get("/api/v1/audit?cursor=x").expect(400).getString("code"))
        .isEqualTo("cursor-invalid");
    assertThat(ApiClient.anonymous().get("/api/v1/audit.csv").status()).isEqualTo(401);
  }

  @Test
  void logsADownloadOnce() {
    TestApp app = TestApp.uploaded();
    String build = app.firstBuild().getString("id");
    String file = "/api/v1/builds/" + build + "/package";

    assertThat(client.get(file).status()).isEqualTo(200);
    assertThat(client.get(file, "Range", "bytes=5-").status()).isEqualTo(206);
    assertThat(client.get(file, "Range", "bytes=999999999-").status()).isEqualTo(416);

    List<JsonObject> downloads = items("/api/v1/apps/" + app.id() + "/downloads");
    assertThat(downloads).hasSize(1);
    assertThat(downloads.get(0).getString("buildId")).isEqualTo(build);
    assertThat(downloads.get(0).getString("actorKind")).isEqualTo("TOKEN");
    assertThat(downloads.get(0).getString("address")).isNotEmpty();
  }

  /** Everything that holds a secret, made and changed: none of the secrets is in the audit. */
  @Test
  void holdsNoSecret() {
    TestApp app = TestApp.uploaded();
    Set<String> secrets = new HashSet<>();
    secrets.add(DeployedApplication.setting("PAPPUS_ADMIN_TOKEN"));
    secrets.add(client.get(app.path("")).expect(200).getString("ingestKey"));
    secrets.add(client.post(app.path("/rotate-ingest-key")).expect(200).getString("ingestKey"));
    client
        .patch(
            app.path(""),
            Json.createObjectBuilder()
                .add("access", "password")
                .add("password", "hush-4711")
                .build())
        .expect(200);
    secrets.add("hush-4711");
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      JsonObject webhook =
          client
              .post(
                  app.path("/webhooks"),
                  TestApp.webhook(receiver.url())
                      .add(
                          "headers",
                          Json.createArrayBuilder()
                              .add(
                                  Json.createObjectBuilder()
                                      .add("name", "X-Key")
                                      .add("value", "sesame-4711")
                                      .add("secret", true)))
                      .build())
              .expect(201);
      String path = app.path("/webhooks/" + webhook.getString("id"));
      secrets.add("sesame-4711");
      secrets.add(webhook.getString("secret"));
      secrets.add(client.post(path + "/rotate-secret").expect(200).getString("secret"));
      String link = client.post(path + "/receiver-links").expect(201).getString("url");
      secrets.add(link.substring(link.lastIndexOf('/') + 1));
      client.delete(path);
    }

    String audit = client.get("/api/v1/audit.csv").text();

    assertThat(audit)
        .contains("webhook.create", "webhook.rotate-secret", "app.rotate-ingest-key")
        .contains("receiver-link.create", "webhook.remove");
    assertThat(secrets).hasSize(8).allSatisfy(secret -> assertThat(audit).doesNotContain(secret));
  }

  private List<JsonObject> items(String path) {
    return client.get(path).expect(200).getJsonArray("items").getValuesAs(JsonObject.class);
  }
}
