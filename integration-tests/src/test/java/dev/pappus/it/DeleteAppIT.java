package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class DeleteAppIT {
  private final ApiClient api = ApiClient.administrator();

  @Test
  void purgesWhatBelongsToADeletedApp() {
    Set<Path> before = StoredFiles.kept();
    TestApp app = TestApp.uploaded();
    JsonObject second = app.upload("2.0", 2);
    api.postForm(
            app.path("/feedback"),
            Map.of("message", "with a picture"),
            new ApiClient.Part("screenshot", "shot.png", Pictures.png(20)))
        .expect(201);
    String webhook;
    try (WebhookReceiver receiver = WebhookReceiver.answering()) {
      webhook = app.addWebhook(receiver.url()).getString("id");
      app.sendFeedback("delivered before the end");
      app.settledDeliveries(1);
    }
    assertThat(StoredFiles.kept()).hasSizeGreaterThanOrEqualTo(before.size() + 3);

    assertThat(api.delete(app.path("")).status()).isEqualTo(204);

    assertThat(api.get(app.path("")).expect(404).getString("code")).isEqualTo("app-not-found");
    assertThat(api.get(app.path("/webhooks/" + webhook)).status()).isEqualTo(404);
    assertThat(api.get("/api/v1/builds/" + second.getString("id")).status()).isEqualTo(404);
    assertThat(ApiClient.anonymous().get("/" + app.slug()).status()).isEqualTo(404);
    Awaitility.await("the files of the deleted app are gone")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Set<Path> left = new HashSet<>(StoredFiles.kept());
              left.removeAll(before);
              assertThat(left).isEmpty();
            });
  }

  @Test
  void letsTheSameAppBeginAnew() {
    TestApp app = TestApp.uploaded();
    api.delete(app.path(""));

    JsonObject build = api.putBuild("app.apk", TestApp.apk(app.bundleId(), "1.0", 1)).expect(201);

    assertThat(build.getJsonObject("app").getString("id")).isNotEqualTo(app.id());
    assertThat(build.getInt("number")).isEqualTo(1);
  }
}
