package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's own address is loopback and not among the networks that the tests allow. */
@ExtendWith(ArquillianExtension.class)
class InspectorIT {
  private final ApiClient api = ApiClient.administrator();
  private final ApiClient stranger = ApiClient.anonymous();
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void removeBins() {
    made.forEach(id -> api.delete("/api/v1/bins/" + id));
  }

  private JsonObject bin(String script, int delayMs, String body) {
    JsonObject bin =
        api.post(
                "/api/v1/bins",
                Json.createObjectBuilder()
                    .add("name", "Bin 蒲公英")
                    .add("script", script)
                    .add("delayMs", delayMs)
                    .add("answerBody", body)
                    .build())
            .expect(201);
    made.add(bin.getString("id"));
    return bin;
  }

  private static String path(JsonObject bin) {
    return bin.getString("url").substring(DeployedApplication.baseUri().toString().length());
  }

  private JsonArray requests(JsonObject bin, String query) {
    return api.get("/api/v1/bins/" + bin.getString("id") + "/requests" + query)
        .expect(200)
        .getJsonArray("items");
  }

  private List<JsonObject> requests(JsonObject bin, int count) {
    Awaitility.await(count + " requests in the bin")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> requests(bin, "").size() >= count);
    return requests(bin, "").getValuesAs(JsonObject.class);
  }

  private static Map<String, List<String>> headers(JsonObject request) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getJsonArray("headers")
        .getValuesAs(JsonObject.class)
        .forEach(
            header -> headers.put(header.getString("name"), List.of(header.getString("value"))));
    return headers;
  }

  private static String header(JsonObject request, String name) {
    return HttpHeaders.of(headers(request), (n, v) -> true).firstValue(name).orElse("");
  }

  @Test
  void findsTheDeliveryOfAnUploadInTheBinWithAGoodSignature() throws Exception {
    TestApp app = TestApp.uploaded();
    JsonObject bin = bin("200", 0, "");
    JsonObject webhook = app.addWebhook(bin.getString("url"));

    app.upload("2.0", 2);

    JsonObject request = requests(bin, 1).get(0);
    assertThat(request.getString("method")).isEqualTo("POST");
    assertThat(request.getString("body")).contains("\"os_version\":\"2.0\"");
    new Webhook(webhook.getString("secret"))
        .verify(request.getString("body"), HttpHeaders.of(headers(request), (name, value) -> true));
    assertThat(app.settledDeliveries(1).get(0).getString("status")).isEqualTo("DELIVERED");
  }

  @Test
  void sendsAgainUntilTheScriptSaysYes() {
    TestApp app = TestApp.uploaded();
    JsonObject bin = bin("503,503,200", 0, "");
    app.addWebhook(bin.getString("url") + "/hooks/ci");

    app.sendFeedback("three attempts");

    List<JsonObject> requests = requests(bin, 3);
    assertThat(requests)
        .extracting(request -> request.getInt("answerStatus"))
        .containsExactly(200, 503, 503);
    assertThat(requests).extracting(request -> header(request, "webhook-id")).hasSize(3);
    assertThat(requests.stream().map(request -> header(request, "webhook-id")).distinct())
        .hasSize(1);
    assertThat(requests).extracting(r -> r.getString("target")).containsOnly("/hooks/ci");
    JsonObject delivery = app.settledDeliveries(1).get(0);
    assertThat(delivery.getString("status")).isEqualTo("DELIVERED");
    assertThat(delivery.getInt("attemptCount")).isEqualTo(3);
  }

  @Test
  void opensNothingElseOfThisServerToWebhooks() {
    TestApp app = TestApp.uploaded();
    String base = DeployedApplication.baseUri().toString();
    String bin = bin("200", 0, "").getString("url");

    for (String url :
        List.of(
            base + "/api/v1/apps",
            base + "/bin/../api/v1/apps",
            bin + "/../../api/v1/apps",
            bin + "/%2e%2e/%2e%2e/api/v1/apps",
            bin + ";/x",
            bin.replace("127.0.0.1", "localhost"))) {
      JsonObject problem =
          api.post(app.path("/webhooks"), TestApp.webhook(url).build()).expect(422);
      assertThat(problem.getString("code")).as(url).isEqualTo("url-address-refused");
    }
  }

  @Test
  void takesEveryMethodAndKeepsTheBytes() {
    JsonObject bin = bin("200", 0, "");
    byte[] bytes = {'a', 0, (byte) 0xff};

    for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND")) {
      assertThat(
              stranger
                  .send(
                      method,
                      path(bin) + "/x/y?a=%E8%92%B2&b",
                      // Payara's own connector refuses GET and DELETE with a body
                      List.of("PUT", "PATCH", "OPTIONS").contains(method)
                          ? BodyPublishers.ofByteArray(bytes)
                          : BodyPublishers.noBody(),
                      "application/octet-stream",
                      "X-Note",
                      "one")
                  .status())
          .as(method)
          .isEqualTo(200);
    }

    List<JsonObject> requests = requests(bin, "").getValuesAs(JsonObject.class);
    assertThat(requests)
        .extracting(request -> request.getString("method"))
        .containsExactly("PROPFIND", "OPTIONS", "PATCH", "DELETE", "PUT", "GET");
    assertThat(requests).allSatisfy(r -> assertThat(header(r, "x-note")).isEqualTo("one"));
    assertThat(requests.get(1).getString("bodyBase64")).isEqualTo("YQD/");
    assertThat(requests.get(1).isNull("body")).isTrue();
    assertThat(requests.get(1).getString("target")).isEqualTo("/x/y?a=%E8%92%B2&b");
    assertThat(requests(bin, "?after=" + requests.get(2).getString("id"))).hasSize(2);
    JsonObject page =
        api.get("/api/v1/bins/" + bin.getString("id") + "/requests?limit=4").expect(200);
    assertThat(requests(bin, "?limit=4&cursor=" + ApiClient.encoded(page.getString("next"))))
        .hasSize(2);

    assertThat(api.delete("/api/v1/bins/" + bin.getString("id") + "/requests").status())
        .isEqualTo(204);
    assertThat(requests(bin, "")).isEmpty();
  }

  @Test
  void cutsWhatIsTooLong() {
    JsonObject bin = bin("200", 0, "");

    ApiClient.Answer answer = stranger.send("POST", path(bin), "x".repeat(500_000), "text/plain");

    assertThat(answer.status()).isEqualTo(200);
    JsonObject request = requests(bin, 1).get(0);
    assertThat(request.getString("body")).hasSize(65_536);
    assertThat(request.getBoolean("bodyCut")).isTrue();
  }

  @Test
  void answersNothingThatABrowserWouldRun() {
    JsonObject bin = bin("404,200", 0, "<script>alert(1)</script>");

    ApiClient.Answer answer = stranger.get(path(bin), "Accept", "text/html");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEqualTo("<script>alert(1)</script>");
    assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Content-Security-Policy").orElse("")).contains("sandbox");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void holdsNoThreadWhileAnswersWait() throws Exception {
    JsonObject bin = bin("202", 3000, "{\"late\": true}");
    int many = 15;
    ExecutorService clients = Executors.newFixedThreadPool(many);
    try {
      long begin = System.nanoTime();
      List<CompletableFuture<ApiClient.Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        waiting.add(CompletableFuture.supplyAsync(() -> stranger.get(path(bin)), clients));
      }
      requests(bin, many);

      for (CompletableFuture<ApiClient.Answer> answer : waiting) {
        assertThat(answer.get().status()).isEqualTo(202);
        assertThat(answer.get().json().getBoolean("late")).isTrue();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(took).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(12));
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void refusesTooManyRequestsASecond() throws Exception {
    JsonObject bin = bin("200", 0, "");
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        sent.add(CompletableFuture.supplyAsync(() -> stranger.get(path(bin)).status(), clients));
      }
      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<Integer> status : sent) {
        statuses.add(status.get());
      }

      assertThat(statuses).containsOnly(200, 429).contains(200, 429);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void forgetsARemovedBin() {
    JsonObject bin = bin("200", 0, "");
    String id = "/api/v1/bins/" + bin.getString("id");

    assertThat(api.patch(id, Json.createObjectBuilder().add("script", "418").build()).expect(200))
        .containsEntry("script", Json.createValue("418"));
    assertThat(stranger.get(path(bin)).status()).isEqualTo(418);
    assertThat(api.delete(id).status()).isEqualTo(204);

    assertThat(stranger.get(path(bin)).status()).isEqualTo(404);
    assertThat(api.get(id).expect(404).getString("code")).isEqualTo("bin-not-found");
    assertThat(stranger.get("/bin/").status()).isEqualTo(404);
    assertThat(stranger.get("/api/v1/bins").status()).isEqualTo(401);
  }
}
