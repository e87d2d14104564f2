package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.pappus.format.SharedFixtures;
import dev.pappus.format.SharedFixtures.Expected;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main way: a package comes in, the receivers get the body they know. */
@ExtendWith(ArquillianExtension.class)
class UploadToWebhookIT {
  private static final String NOTES = "修复了一些小弱智的小bug, \"quoted\" \\ <b>";

  /** Different apps, both platforms, every way an icon or a version can be told. */
  private static final List<String> PACKAGES =
      List.of(
          "good/apk/urzip-unicode-label.apk",
          "good/apk/org.bitbucket.tickytacky.mirrormirror_3.apk",
          "good/apk/com.politedroid_5.apk",
          "good/apk/org.dyndns.fules.ck_20.apk",
          "good/apk/org.sajeg.fallingblocks_3.apk",
          "good/apk/a2dp.Vol_137.apk",
          "good/apk/v3-only-with-ecdsa-sha256-p256.apk",
          "good/apk/wear.apk",
          "good/made/good-adaptive-icon-unsigned.apk",
          "good/ipa/ipad-cgbi.ipa",
          "good/ipa/iphone-development.ipa",
          "good/ipa/adhoc-simplesaucyapp.ipa",
          "good/ipa/calsmoke-0.18.1.ipa",
          "good/made/good-cgbi-localised.ipa");

  private final ApiClient api = ApiClient.administrator();

  static List<Expected> packages() {
    return SharedFixtures.all(PACKAGES::contains);
  }

  @Test
  void hasRealPackages() {
    SharedFixtures.assumePresent();

    assertThat(packages()).hasSameSizeAs(PACKAGES).hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("packages")
  void tellsTheReceiverOfARealPackage(Expected expected) throws IOException {
    byte[] bytes = Files.readAllBytes(expected.path());
    String fileName = Objects.requireNonNull(expected.path().getFileName()).toString();
    JsonObject first = api.putBuild(fileName, bytes).expect(201);
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      String secret = addWebhook(first, receiver.url());

      JsonObject build = api.postBuild(fileName, bytes, Map.of("notes", NOTES)).expect(201);

      assertFacts(first, expected);
      assertFacts(build, expected);
      assertThat(build.getString("duplicateOf")).isEqualTo(first.getString("id"));
      Receiver.Call call = TestApp.calls(receiver, 1).get(0);
      JsonObject event = newestEvent(build);
      assertThat(call.body()).isEqualTo(ClassicBody.updateVersion(build, event, NOTES));
      assertSealed(call, secret, event);
    }
  }

  @Test
  void tellsAReceiverInPhpAndOneInJavaOfEveryEvent(@TempDir Path folder) throws IOException {
    TestApp app = TestApp.uploaded();
    try (PhpReceiver php = PhpReceiver.start(folder);
        WebhookReceiver java = WebhookReceiver.answering()) {
      String phpSecret = app.addWebhook(php.url()).getString("secret");
      String javaSecret = app.addWebhook(java.url()).getString("secret");

      JsonObject build = app.upload("1.1", 2);
      String crash = "java.lang.IllegalStateException: 崩溃\n\tat org.example.Main.run(Main.java:7)";
      JsonObject feedback =
          api.post(app.path("/feedback"), report("message", "按钮没有反应", build)).expect(201);
      JsonObject crashlog =
          api.post(app.path("/crashes"), report("stacktrace", crash, build)).expect(202);

      assertThat(TestApp.calls(php, 3)).hasSize(3);
      assertThat(TestApp.calls(java, 3)).hasSize(3);
      JsonObject updateEvent = app.events().getJsonObject(2);
      JsonObject feedbackEvent = event(feedback.getString("eventId"));
      JsonObject crashEvent = event(crashlog.getString("eventId"));
      for (Receiver receiver : List.of(php, java)) {
        String secret = receiver == php ? phpSecret : javaSecret;
        assertGot(receiver, updateEvent, secret, ClassicBody.updateVersion(build, updateEvent, ""));
        assertGot(
            receiver, feedbackEvent, secret, ClassicBody.feedback(build, feedbackEvent, "按钮没有反应"));
        assertGot(receiver, crashEvent, secret, ClassicBody.crashlog(build, crashEvent, crash));
      }
      assertThat(php.calls())
          .allSatisfy(
              call -> assertThat(call.header("php-types")).isEqualTo(ClassicBody.PHP_TYPES));
    }
  }

  private static JsonObject report(String member, String text, JsonObject build) {
    return Json.createObjectBuilder()
        .add(member, text)
        .add("version", build.getString("version"))
        .add("versionCode", build.getString("versionCode"))
        .build();
  }

  private static void assertGot(Receiver receiver, JsonObject event, String secret, String body) {
    Receiver.Call call =
        receiver.calls().stream()
            .filter(c -> c.header("webhook-id").equals(event.getString("id")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No call for " + event));
    assertThat(call.body()).isEqualTo(body);
    assertSealed(call, secret, event);
  }

  private static void assertSealed(Receiver.Call call, String secret, JsonObject event) {
    assertThat(call.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(call.header("User-Agent")).matches("Pappus/\\d+\\.\\d+.*");
    assertThat(call.header("webhook-id")).isEqualTo(event.getString("id"));
    assertThat(call.header("pappus-event")).isEqualTo(event.getString("type"));
    assertThat(call.header("pappus-delivery")).startsWith("dlv_");
    assertThat(call.header("pappus-attempt")).isEqualTo("1");
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "webhook-id", List.of(call.header("webhook-id")),
                "webhook-timestamp", List.of(call.header("webhook-timestamp")),
                "webhook-signature", List.of(call.header("webhook-signature"))),
            (name, value) -> true);
    try {
      new Webhook(secret).verify(call.body(), headers);
    } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
      throw new AssertionError("The signature does not verify: " + call, e);
    }
  }

  private String addWebhook(JsonObject build, String url) {
    return api.post(
            "/api/v1/apps/" + build.getJsonObject("app").getString("id") + "/webhooks",
            TestApp.webhook(url).build())
        .expect(201)
        .getString("secret");
  }

  private JsonObject newestEvent(JsonObject build) {
    return api.get("/api/v1/apps/" + build.getJsonObject("app").getString("id") + "/events?limit=1")
        .expect(200)
        .getJsonArray("items")
        .getJsonObject(0);
  }

  private JsonObject event(String id) {
    return api.get("/api/v1/events/" + id).expect(200);
  }

  private static void assertFacts(JsonObject build, Expected expected) {
    JsonObject expect = expected.expect();
    JsonObject app = build.getJsonObject("app");
    assertValue(expect, "platform", app.getString("platform"));
    assertValue(expect, "packageId", app.getString("bundleId"));
    assertValue(
        expect,
        expect.containsKey("longVersionCode") ? "longVersionCode" : "versionCode",
        build.getString("versionCode"));
    if (expect.get("versionName") != null && expect.get("versionName") != JsonValue.NULL) {
      assertValue(expect, "versionName", build.getString("version"));
    }
    assertThat(build.getString("sha256")).isEqualTo(expected.line().getString("sha256"));
    assertThat(build.getJsonNumber("sizeBytes").longValue())
        .isEqualTo(expected.line().getJsonNumber("size").longValue());
  }

  private static void assertValue(JsonObject expect, String key, String actual) {
    JsonValue value = expect.get(key);
    if (value != null) {
      assertThat(actual).as(key).isEqualTo(SharedFixtures.text(value));
    }
  }
}
