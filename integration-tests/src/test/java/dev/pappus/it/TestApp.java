package dev.pappus.it;

import dev.pappus.format.apk.ApkFixture;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** An app of a test's own on the server, made by its first upload. */
final class TestApp {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long RUN = ProcessHandle.current().pid();

  private final ApiClient api = ApiClient.administrator();
  private final String bundleId;
  private final JsonObject firstBuild;

  private TestApp(String bundleId, JsonObject firstBuild) {
    this.bundleId = bundleId;
    this.firstBuild = firstBuild;
  }

  /** With one build, version 1.0. */
  static TestApp uploaded() {
    return uploaded(Map.of());
  }

  /**
   * With one build.
   *
   * @param fields of the form: {@code access}, {@code password}, …
   */
  static TestApp uploaded(Map<String, String> fields) {
    String bundleId = newBundleId();
    JsonObject build =
        ApiClient.administrator().postBuild("app.apk", apk(bundleId, "1.0", 1), fields).expect(201);
    return new TestApp(bundleId, build);
  }

  static String newBundleId() {
    return "dev.pappus.it.p" + RUN + ".n" + COUNT.incrementAndGet();
  }

  static byte[] apk(String bundleId, String version, int versionCode) {
    return ApkFixture.app(bundleId)
        .name("Löwenzahn 蒲公英")
        .version(version)
        .versionCode(versionCode)
        .minSdk(26)
        .bytes();
  }

  String bundleId() {
    return bundleId;
  }

  JsonObject firstBuild() {
    return firstBuild;
  }

  String id() {
    return firstBuild.getJsonObject("app").getString("id");
  }

  String slug() {
    return firstBuild.getJsonObject("app").getString("slug");
  }

  /** Path of a resource of the app: {@code /webhooks}. */
  String path(String rest) {
    return "/api/v1/apps/" + id() + rest;
  }

  JsonObject upload(String version, int versionCode) {
    return api.putBuild("app.apk", apk(bundleId, version, versionCode)).expect(201);
  }

  JsonObject sendFeedback(String message) {
    return api.post(path("/feedback"), Json.createObjectBuilder().add("message", message).build())
        .expect(201);
  }

  /** A webhook for every event in the classic format. */
  JsonObject addWebhook(String url) {
    return api.post(path("/webhooks"), webhook(url).build()).expect(201);
  }

  static JsonObjectBuilder webhook(String url) {
    return Json.createObjectBuilder()
        .add("name", "Receiver")
        .add("url", url)
        .add("events", Json.createArrayBuilder(List.of("updateVersion", "feedback", "crashlog")));
  }

  JsonArray deliveries() {
    return items("/deliveries?limit=200");
  }

  JsonArray events() {
    return items("/events?limit=200");
  }

  JsonArray items(String rest) {
    return api.get(path(rest)).expect(200).getJsonArray("items");
  }

  /** All pages of a list, newest first. */
  List<JsonObject> all(String rest) {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = api.get(path(rest) + cursor).expect(200);
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      cursor = page.isNull("next") ? "" : "&cursor=" + ApiClient.encoded(page.getString("next"));
    } while (!cursor.isEmpty());
    return all;
  }

  /** Waits until all the app's deliveries are done, and returns them, newest first. */
  List<JsonObject> settledDeliveries(int count) {
    Awaitility.await(count + " settled deliveries")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                deliveries().getValuesAs(JsonObject.class).stream()
                        .filter(delivery -> !delivery.getString("status").equals("PENDING"))
                        .count()
                    >= count);
    return deliveries().getValuesAs(JsonObject.class);
  }

  /** Waits for calls of a receiver. */
  static List<Receiver.Call> calls(Receiver receiver, int count) {
    Awaitility.await(count + " calls")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> receiver.calls().size() >= count);
    return receiver.calls();
  }
}
