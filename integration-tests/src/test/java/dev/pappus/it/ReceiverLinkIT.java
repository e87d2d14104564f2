package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people without an account see by a receiver's link, and what they never see. */
@ExtendWith(ArquillianExtension.class)
class ReceiverLinkIT {
  private final ApiClient api = ApiClient.administrator();
  private final ApiClient stranger = ApiClient.anonymous();

  private JsonObject link(TestApp app, JsonObject webhook) {
    return api.post(links(app, webhook)).expect(201);
  }

  private static String links(TestApp app, JsonObject webhook) {
    return app.path("/webhooks/" + webhook.getString("id") + "/receiver-links");
  }

  /** Path of the page: the server's own name in it is of no matter. */
  private static String page(JsonObject link) {
    String url = link.getString("url");
    return url.substring(url.indexOf("/receiver/"));
  }

  @Test
  void showsTheDeliveriesOfItsWebhookAndNoSecret() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200)) {
      JsonObject webhook = app.addWebhook(receiver.url() + "?token=hidden-in-url");
      app.sendFeedback("for the receiver's people");
      JsonObject delivery = app.settledDeliveries(1).get(0);
      JsonObject link = link(app, webhook);

      ApiClient.Answer list = stranger.get(page(link), "Accept", "text/html");
      ApiClient.Answer one =
          stranger.get(page(link) + "/" + delivery.getString("id"), "Accept", "text/html");

      assertThat(list.status()).isEqualTo(200);
      assertThat(list.header("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'");
      assertThat(list.header("Referrer-Policy")).contains("no-referrer");
      assertThat(list.header("Cache-Control")).contains("no-store");
      assertThat(list.text())
          .contains(delivery.getString("id"), "hash_hmac", "webhook-signature")
          .doesNotContain("hidden-in-url", webhook.getString("secret"));
      assertThat(one.status()).isEqualTo(200);
      assertThat(one.text())
          .contains("webhook-id", "for the receiver&#39;s people")
          .doesNotContain("hidden-in-url", webhook.getString("secret"));
      assertThat(stranger.get(page(link), "Accept", "text/html", "Accept-Language", "zh-CN").text())
          .contains("推送记录");
    }
  }

  @Test
  void doesNotReachTheDeliveriesOfAnotherWebhook() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200, 200, 200)) {
      JsonObject mine = app.addWebhook(receiver.url());
      JsonObject link = link(app, mine);
      JsonObject other = TestApp.uploaded().addWebhook(receiver.url());
      TestApp otherApp = TestApp.uploaded();
      otherApp.addWebhook(receiver.url());
      otherApp.sendFeedback("not yours");
      JsonObject foreign = otherApp.settledDeliveries(1).get(0);

      assertThat(stranger.get(page(link) + "/" + foreign.getString("id")).status()).isEqualTo(404);
      assertThat(
              api.delete(
                      app.path(
                          "/webhooks/"
                              + other.getString("id")
                              + "/receiver-links/"
                              + link.getString("id")))
                  .status())
          .isEqualTo(404);
      assertThat(stranger.get(page(link)).status()).isEqualTo(200);
    }
  }

  @Test
  void opensNothingOnceRevokedOrWrongOrItsWebhookGone() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      JsonObject webhook = app.addWebhook(receiver.url());
      JsonObject revoked = link(app, webhook);
      JsonObject held = link(app, webhook);

      api.delete(links(app, webhook) + "/" + revoked.getString("id")).expect(204);
      ApiClient.Answer afterRevoking = stranger.get(page(revoked), "Accept", "text/html");
      ApiClient.Answer forged = stranger.get(page(held) + "x", "Accept", "text/html");

      assertThat(afterRevoking.status()).isEqualTo(404);
      assertThat(forged.status()).isEqualTo(404);
      assertThat(forged.text()).isEqualTo(afterRevoking.text());
      assertThat(api.get(links(app, webhook)).expect(200).getJsonArray("items"))
          .hasSize(2)
          .anySatisfy(item -> assertThat(item.asJsonObject().getBoolean("active")).isFalse());
      assertThat(stranger.get(page(held)).status()).isEqualTo(200);

      api.delete(app.path("/webhooks/" + webhook.getString("id"))).expect(204);

      assertThat(stranger.get(page(held)).status()).isEqualTo(404);
    }
  }

  @Test
  void opensNothingOnceTheAppIsDeleted() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      JsonObject link = link(app, app.addWebhook(receiver.url()));

      api.delete(app.path("")).expect(204);

      assertThat(stranger.get(page(link)).status()).isEqualTo(404);
    }
  }

  @Test
  void expires() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      JsonObject webhook = app.addWebhook(receiver.url());
      Instant soon = Instant.parse(webhook.getString("createdAt")).plusSeconds(4);
      JsonObject link =
          api.post(
                  links(app, webhook),
                  Json.createObjectBuilder()
                      .add("label", "for a moment")
                      .add("expiresAt", soon.toString())
                      .build())
              .expect(201);

      assertThat(link.getString("label")).isEqualTo("for a moment");
      assertThat(stranger.get(page(link)).status()).isEqualTo(200);
      Awaitility.await("the end of its time")
          .atMost(Duration.ofSeconds(20))
          .until(() -> stranger.get(page(link)).status() == 404);
    }
  }

  @Test
  void isNotForStrangersToMake() {
    TestApp app = TestApp.uploaded();
    try (WebhookReceiver receiver = WebhookReceiver.answering(200)) {
      JsonObject webhook = app.addWebhook(receiver.url());

      assertThat(stranger.post(links(app, webhook)).status()).isEqualTo(401);
      assertThat(
              api.post(
                      links(app, webhook),
                      Json.createObjectBuilder().add("expiresAt", "2020-01-01T00:00:00Z").build())
                  .expect(422)
                  .getString("code"))
          .isEqualTo("field-invalid");
    }
  }
}
