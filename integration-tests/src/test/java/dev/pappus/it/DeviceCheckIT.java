package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.it.ApiClient.Answer;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether a build installs on the device of whoever looks at its page. */
@ExtendWith(ArquillianExtension.class)
class DeviceCheckIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String LISTED = "00008030-001A2B3C4D5E6F70";
  private static final String OTHER = "00112233445566778899aabbccddeeff00112233";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final ApiClient stranger = ApiClient.anonymous();

  @Test
  void saysWhetherADeviceIsRegistered() {
    String slug = adHoc(Map.of());
    Answer page = stranger.get("/" + slug, "Accept", "text/html");
    assertThat(page.text()).contains("action=\"/" + slug + "/device\"");

    Answer listed = ask(slug, LISTED);
    Answer other = ask(slug, OTHER);

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.text())
        .contains("Yes, this device is registered", "Löwenzahn")
        .doesNotContainIgnoringCase("001A2B3C4D5E6F70\"");
    assertThat(listed.header("Cache-Control")).contains("no-store");
    assertThat(listed.header("Content-Security-Policy").orElse("")).contains("form-action 'self'");
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.text()).contains("No, this device is not registered").doesNotContain(OTHER);
  }

  @Test
  void speaksChinese() {
    Answer answer =
        stranger.send(
            "POST",
            "/" + adHoc(Map.of()) + "/device",
            "udid=" + OTHER,
            FORM,
            "Accept",
            "text/html",
            "Accept-Language",
            "zh-CN");

    assertThat(answer.text()).contains("此设备未为此构建登记");
  }

  @Test
  void looksInTheBuildThatIsNamed() {
    JsonObject first = upload(ProfileFixture.forTheStore().devices(LISTED), Map.of());
    String slug = first.getJsonObject("app").getString("slug");
    String bundleId = first.getJsonObject("app").getString("bundleId");
    ApiClient.administrator()
        .postBuild("app.ipa", ipa(bundleId, ProfileFixture.forTheStore().devices(OTHER)), Map.of())
        .expect(201);

    Answer named =
        stranger.send(
            "POST",
            "/" + slug + "/device?build=" + first.getString("id"),
            "udid=" + LISTED,
            FORM,
            "Accept",
            "text/html");

    assertThat(named.text()).contains("Yes, this device is registered");
    assertThat(named.text()).contains("/device?build&#x3D;" + first.getString("id"));
    assertThat(ask(slug, LISTED).text()).contains("No, this device is not registered");
  }

  @Test
  void saysThatAnExpiredProfileHelpsNobody() {
    String slug =
        slug(upload(ProfileFixture.forTheStore().devices(LISTED).expires(Instant.EPOCH), Map.of()));

    assertThat(ask(slug, LISTED).text()).contains("registered, but the profile has expired");
  }

  @Test
  void answersWhereNoDeviceIsListed() {
    String every = slug(upload(ProfileFixture.forTheStore().onAllDevices(), Map.of()));
    String store = slug(upload(ProfileFixture.forTheStore(), Map.of()));
    String android = TestApp.uploaded().slug();

    assertThat(stranger.get("/" + every, "Accept", "text/html").text()).doesNotContain("/device");
    assertThat(ask(every, OTHER).text()).contains("for any device");
    assertThat(ask(store, OTHER).text()).contains("It cannot be told");
    assertThat(ask(android, OTHER).text()).contains("It cannot be told");
  }

  @Test
  void refusesWhatIsNoId() {
    String slug = adHoc(Map.of());

    for (String typed : new String[] {"", "1234", "<script>", "0".repeat(5000), "%zz"}) {
      Answer answer = ask(slug, typed);
      assertThat(answer.status()).as(typed).isEqualTo(422);
      assertThat(answer.text()).contains("That is no UDID").doesNotContain("<script>");
    }
    assertThat(raw(slug, "").status()).isEqualTo(422);
    assertThat(raw(slug, "other=1").status()).isEqualTo(422);
    assertThat(stranger.send("POST", "/" + slug + "/device", "{}", "application/json").status())
        .isEqualTo(415);
  }

  @Test
  void asksForThePasswordFirst() {
    String slug = adHoc(Map.of("access", "password", "password", PASSWORD));
    Answer closed = ask(slug, LISTED);
    assertThat(closed.status()).isEqualTo(403);
    assertThat(closed.text()).contains("protected by a password").doesNotContain("registered");

    String cookie =
        stranger
            .send("POST", "/" + slug, "password=" + ApiClient.encoded(PASSWORD), FORM)
            .header("Set-Cookie")
            .orElseThrow()
            .replaceAll(";.*", "");
    Answer open =
        stranger.send(
            "POST",
            "/" + slug + "/device",
            "udid=" + LISTED,
            FORM,
            "Accept",
            "text/html",
            "Cookie",
            cookie);

    assertThat(open.text()).contains("Yes, this device is registered");
  }

  @Test
  void keepsStrangersOutOfATeamsBuild() {
    Answer answer = ask(adHoc(Map.of("access", "invitation")), LISTED);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).doesNotContain("registered");
  }

  @Test
  void knowsNoOtherAddress() {
    String slug = adHoc(Map.of());

    assertThat(ask("no-such-app", LISTED).status()).isEqualTo(404);
    assertThat(
            stranger
                .send("POST", "/" + slug + "/device?build=bld_nothing", "udid=" + LISTED, FORM)
                .status())
        .isEqualTo(404);
    assertThat(stranger.get("/" + slug + "/device").status()).isEqualTo(303);
    assertThat(stranger.get("/no-such-app/device").status()).isEqualTo(404);
  }

  @Test
  void stopsGuessing() {
    String slug = adHoc(Map.of());
    for (int i = 0; i < 10; i++) {
      assertThat(ask(slug, OTHER).status()).isEqualTo(200);
    }

    Answer stopped = ask(slug, LISTED);

    assertThat(stopped.status()).isEqualTo(429);
    assertThat(stopped.text()).contains("Too many questions").doesNotContain("Yes, this device");
  }

  @Test
  void saysThatADeviceIsTooOldAboveTheButton() {
    String slug = TestApp.uploaded().slug();

    String old = page(slug, "Mozilla/5.0 (Linux; Android 7.1.1; Moto G)");
    String frozen = page(slug, "Mozilla/5.0 (Linux; Android 10; K) Chrome/124.0.0.0 Mobile");

    assertThat(old)
        .contains(
            "needs Android 8.0 (API 26) or newer", "it runs Android 7.1.1", "class=\"button\"");
    assertThat(old.indexOf("or newer")).isLessThan(old.indexOf("class=\"button\""));
    assertThat(frozen).doesNotContain("does not install here").contains("Android 8.0 (API 26)");
  }

  @Test
  void asksBrowsersForAndroidsTrueVersion() {
    String slug = TestApp.uploaded().slug();
    String agent = "Mozilla/5.0 (Linux; Android 10; K) Chrome/124.0.0.0 Mobile";

    Answer asked = stranger.get("/" + slug, "Accept", "text/html", "User-Agent", agent);
    Answer told =
        stranger.get(
            "/" + slug,
            "Accept",
            "text/html",
            "User-Agent",
            agent,
            "Sec-CH-UA-Platform",
            "\"Android\"",
            "Sec-CH-UA-Platform-Version",
            "\"7.0.0\"");

    assertThat(asked.header("Accept-CH")).contains("Sec-CH-UA-Platform-Version");
    assertThat(told.text()).contains("it runs Android 7.0.0");
    assertThat(stranger.get("/" + adHoc(Map.of()), "Accept", "text/html").header("Accept-CH"))
        .isEmpty();
  }

  private String page(String slug, String userAgent) {
    return stranger.get("/" + slug, "Accept", "text/html", "User-Agent", userAgent).text();
  }

  private Answer ask(String slug, String udid) {
    return raw(slug, "udid=" + udid);
  }

  private Answer raw(String slug, String form) {
    return stranger.send("POST", "/" + slug + "/device", form, FORM, "Accept", "text/html");
  }

  private static String adHoc(Map<String, String> fields) {
    return slug(upload(ProfileFixture.forTheStore().devices(LISTED), fields));
  }

  private static String slug(JsonObject build) {
    return build.getJsonObject("app").getString("slug");
  }

  private static JsonObject upload(ProfileFixture profile, Map<String, String> fields) {
    return ApiClient.administrator()
        .postBuild("app.ipa", ipa(TestApp.newBundleId(), profile), fields)
        .expect(201);
  }

  private static byte[] ipa(String bundleId, ProfileFixture profile) {
    return IpaFixture.app(bundleId).name("Löwenzahn").profile(profile.bytes()).bytes();
  }
}
