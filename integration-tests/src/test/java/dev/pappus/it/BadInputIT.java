package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is answered by a problem with its code, and leaves nothing behind. */
@ExtendWith(ArquillianExtension.class)
class BadInputIT {
  private static final int OVER_THE_LIMIT = 65 * 1024 * 1024;

  private final ApiClient api = ApiClient.administrator();
  private Set<Path> keptBefore = Set.of();
  private JsonArray appsBefore = JsonArray.EMPTY_JSON_ARRAY;

  @BeforeEach
  void look() {
    keptBefore = StoredFiles.kept();
    appsBefore = newestApps();
  }

  /** Tests that need an app call {@link #look()} again after making it. */
  @AfterEach
  void nothingIsStored() {
    assertThat(StoredFiles.kept()).isEqualTo(keptBefore);
    assertThat(StoredFiles.staged()).isEmpty();
    assertThat(newestApps()).isEqualTo(appsBefore);
  }

  private JsonArray newestApps() {
    return api.get("/api/v1/apps?limit=10").expect(200).getJsonArray("items");
  }

  private TestApp app() {
    TestApp app = TestApp.uploaded();
    look();
    return app;
  }

  @Test
  void refusesACallWithoutAToken() {
    ApiClient stranger = ApiClient.anonymous();

    assertProblem(stranger.get("/api/v1/apps"), 401, "unauthenticated");
    assertProblem(stranger.putBuild("a.apk", apk()), 401, "unauthenticated");
    assertProblem(stranger.postBuild("a.apk", apk(), Map.of()), 401, "unauthenticated");
  }

  @Test
  void refusesAWrongToken() {
    ApiClient stranger = ApiClient.withToken("a-wrong-token-0123456789-0123456789");

    assertProblem(stranger.get("/api/v1/apps"), 401, "unauthenticated");
    assertProblem(stranger.postBuild("a.apk", apk(), Map.of()), 401, "unauthenticated");
  }

  @Test
  void refusesAFormWithoutAFile() {
    assertProblem(api.postForm("/api/v1/builds", Map.of("notes", "no file")), 422, "file-missing");
  }

  @Test
  void refusesAnEmptyFile() {
    assertProblem(api.putBuild("a.apk", new byte[0]), 422, "file-empty");
    assertProblem(api.postBuild("a.apk", new byte[0], Map.of()), 422, "file-empty");
  }

  @Test
  void refusesWhatIsNoPackage() {
    byte[] text = "This is no package.".getBytes(StandardCharsets.UTF_8);

    assertProblem(api.putBuild("a.apk", text), 422, "package-unsupported");
    assertProblem(api.postBuild("a.ipa", text, Map.of()), 422, "package-unsupported");
  }

  @Test
  void refusesATruncatedPackage() {
    byte[] whole = apk();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    assertProblem(api.putBuild("a.apk", half), 422, "package-unreadable");
    assertProblem(api.postBuild("a.apk", half, Map.of()), 422, "package-unreadable");
  }

  @Test
  void refusesAPackageOverTheLimit() {
    byte[] noise = new byte[OVER_THE_LIMIT];
    new Random(2).nextBytes(noise);

    assertProblem(api.postBuild("a.apk", noise, Map.of()), 413, "file-too-large");
  }

  @Test
  void refusesAPackageOverTheLimitBeforeItIsReadWhole() throws IOException {
    URI server = DeployedApplication.baseUri();

    String answer =
        RawHttp.exchange(
            server,
            "PUT /api/v1/builds?filename=a.apk HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Authorization: Bearer " + DeployedApplication.setting("PAPPUS_ADMIN_TOKEN"),
            "Content-Type: application/octet-stream",
            "Content-Length: 3000000000",
            "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("\"file-too-large\"");
  }

  @Test
  void knowsOnlyAppsThatExist() {
    String unknown = "/api/v1/apps/app_01kb0n6vd3e8s9t2w4x6y8z0ab";

    assertProblem(api.get(unknown), 404, "app-not-found");
    assertProblem(api.get("/api/v1/apps/nonsense"), 404, "app-not-found");
    assertProblem(
        api.post(unknown + "/webhooks", TestApp.webhook("http://127.0.0.2/").build()),
        404,
        "app-not-found");
    assertProblem(
        api.post(unknown + "/feedback", Json.createObjectBuilder().add("message", "x").build()),
        404,
        "app-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "example.org/hook, url-invalid",
    "'', url-invalid",
    "http://, url-invalid",
    "ftp://example.org/hook, url-scheme",
    "file:///etc/passwd, url-scheme",
    "http://127.0.0.1/hook, url-address-refused",
    // a name that leads to a private address
    "http://localhost/hook, url-address-refused",
    "http://[::1]/hook, url-address-refused",
    "http://[::ffff:10.0.0.1]/hook, url-address-refused",
    "http://10.0.0.1/hook, url-address-refused",
    "http://192.168.1.1/hook, url-address-refused",
    "http://0.0.0.0/hook, url-address-refused",
    "http://169.254.169.254/latest/meta-data, url-address-refused"
  })
  void refusesAWebhookUrl(String url, String code) {
    TestApp app = app();

    assertProblem(api.post(app.path("/webhooks"), TestApp.webhook(url).build()), 422, code);

    assertThat(app.items("/webhooks")).isEmpty();
  }

  @Test
  void refusesAWebhookWithoutEvents() {
    TestApp app = app();

    assertProblem(
        api.post(
            app.path("/webhooks"),
            TestApp.webhook("http://127.0.0.2/").add("events", JsonArray.EMPTY_JSON_ARRAY).build()),
        422,
        "events-empty");

    assertThat(app.items("/webhooks")).isEmpty();
  }

  @Test
  void refusesAnUnknownEvent() {
    TestApp app = app();

    assertProblem(
        api.post(
            app.path("/webhooks"),
            TestApp.webhook("http://127.0.0.2/")
                .add("events", Json.createArrayBuilder(List.of("updateVersion", "lunch")))
                .build()),
        422,
        "event-unknown");

    assertThat(app.items("/webhooks")).isEmpty();
  }

  @Test
  void refusesAFourthWebhook() {
    TestApp app = app();
    for (int i = 0; i < 3; i++) {
      app.addWebhook("http://127.0.0.2/" + i);
    }

    assertProblem(
        api.post(app.path("/webhooks"), TestApp.webhook("http://127.0.0.2/4").build()),
        409,
        "webhook-limit");

    assertThat(app.items("/webhooks")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"name\": ", "no json", "", "[]", "\"text\"", "{\"name\":\"a\"} x", "nul"})
  void refusesJsonThatIsNone(String body) {
    TestApp app = app();

    assertProblem(
        api.send("POST", app.path("/webhooks"), body, "application/json"), 400, "json-invalid");
    assertProblem(
        api.send("POST", app.path("/feedback"), body, "application/json"), 400, "json-invalid");
    assertProblem(api.send("PATCH", app.path(""), body, "application/json"), 400, "json-invalid");

    assertThat(app.items("/webhooks")).isEmpty();
    assertThat(app.events()).hasSize(1);
  }

  @Test
  void refusesANulInAnyText() {
    TestApp app = app();
    String nul = "before\0after";

    assertProblem(
        api.post(
            app.path("/webhooks"), TestApp.webhook("http://127.0.0.2/").add("name", nul).build()),
        422,
        "text-invalid");
    assertProblem(
        api.post(app.path("/feedback"), Json.createObjectBuilder().add("message", nul).build()),
        422,
        "text-invalid");
    assertProblem(
        api.post(app.path("/crashes"), Json.createObjectBuilder().add("stacktrace", nul).build()),
        422,
        "text-invalid");
    assertProblem(
        api.patch(app.path(""), Json.createObjectBuilder().add("name", nul).build()),
        422,
        "text-invalid");
    assertProblem(
        api.postBuild("a.apk", TestApp.apk(app.bundleId(), "2.0", 2), Map.of("notes", nul)),
        422,
        "text-invalid");
    assertProblem(
        api.send("POST", app.path("/crashes?version=1.0&versionCode=1"), nul, "text/plain"),
        422,
        "text-invalid");

    assertThat(app.events()).hasSize(1);
    assertThat(app.items("/webhooks")).isEmpty();
  }

  @Test
  void refusesALoneSurrogate() {
    TestApp app = app();

    assertProblem(
        api.send(
            "POST", app.path("/feedback"), "{\"message\":\"\\ud83d alone\"}", "application/json"),
        422,
        "text-invalid");

    assertThat(app.events()).hasSize(1);
  }

  @Test
  void refusesABodyOverTheLimit() throws IOException {
    TestApp app = app();

    assertThat(tooLong(app.path("/feedback"))).contains("\"body-too-large\"");
    assertThat(tooLong(app.path("/webhooks"))).contains("\"body-too-large\"");

    assertThat(app.events()).hasSize(1);
  }

  /**
   * The answer to the head of a long JSON body. None of the body is sent: a server that refuses it
   * unread closes, and a client that sends on may find the connection gone before the answer.
   */
  private static String tooLong(String path) throws IOException {
    URI server = DeployedApplication.baseUri();
    String answer =
        RawHttp.exchange(
            server,
            "POST " + path + " HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Authorization: Bearer " + DeployedApplication.setting("PAPPUS_ADMIN_TOKEN"),
            "Content-Type: application/json",
            "Content-Length: 3145728");
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("connection: close");
    return answer;
  }

  @Test
  void refusesAnUnknownCursor() {
    TestApp app = app();

    assertProblem(api.get("/api/v1/apps?cursor=nonsense"), 400, "cursor-invalid");
    assertProblem(api.get(app.path("/events?cursor=nonsense")), 400, "cursor-invalid");
    assertProblem(api.get(app.path("/deliveries?cursor=nonsense")), 400, "cursor-invalid");
    assertProblem(api.get(app.path("/builds?cursor=nonsense")), 400, "cursor-invalid");
  }

  @Test
  void refusesAWrongIngestKey() {
    TestApp app = app();

    ApiClient.Answer answer =
        ApiClient.anonymous()
            .send(
                "POST",
                app.path("/feedback"),
                "{\"message\":\"hello\"}",
                "application/json",
                "X-Ingest-Key",
                "wrong");

    assertProblem(answer, 401, "unauthenticated");
    assertThat(app.events()).hasSize(1);
  }

  private static byte[] apk() {
    return TestApp.apk("dev.pappus.it.never", "1.0", 1);
  }

  private static void assertProblem(ApiClient.Answer answer, int status, String code) {
    JsonObject problem = answer.expect(status);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(problem.getString("code")).as(answer.toString()).isEqualTo(code);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotBlank();
  }
}
