package dev.pappus.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.ipa.IpaFixture;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rule of a channel holds on the page and on every byte behind it. */
@ExtendWith(ArquillianExtension.class)
class AccessRuleIT {
  private static final String PASSWORD = "correct horse battery";
  private static final List<String> FILES =
      List.of("/package", "/manifest.plist", "/icon.png", "/qr.png");

  private final ApiClient stranger = ApiClient.anonymous();
  private final ApiClient member = ApiClient.administrator();

  @Test
  void showsEverybodyAPublicApp() {
    String slug = ipa(Map.of());

    ApiClient.Answer page = stranger.get("/" + slug, "Accept", "text/html");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Löwenzahn", "Version 1.0", "/" + slug + "/package");
    for (String file : FILES) {
      assertThat(stranger.get("/" + slug + file).status()).as(file).isEqualTo(200);
    }
  }

  @Test
  void leadsADeviceFromThePageToThePackage() {
    byte[] bytes = IpaFixture.app(TestApp.newBundleId()).name("App").version("1.0").bytes();
    JsonObject build = member.putBuild("app.ipa", bytes).expect(201);
    String slug = build.getJsonObject("app").getString("slug");

    String plist = stranger.get("/" + slug + "/manifest.plist").text();

    Matcher url = Pattern.compile("<string>(http[^<]*package[^<]*)</string>").matcher(plist);
    assertThat(url.find()).as(plist).isTrue();
    assertThat(stranger.get(url.group(1).replace("&amp;", "&")).bytes()).isEqualTo(bytes);
  }

  @Test
  void hidesAnAppBehindItsPasswordOnEveryRoute() {
    String slug = ipa(Map.of("access", "password", "password", PASSWORD));

    assertClosedToStrangers(slug);
    for (String file : FILES) {
      assertThat(member.get("/" + slug + file).status()).as(file).isEqualTo(200);
    }
  }

  @Test
  void opensEveryRouteWithTheRightPassword() {
    String slug = ipa(Map.of("access", "password", "password", PASSWORD));
    assertThat(unlock(slug, "wrong").header("Set-Cookie")).isEmpty();

    ApiClient.Answer unlocked = unlock(slug, PASSWORD);

    assertThat(unlocked.status()).isEqualTo(303);
    String cookie = unlocked.header("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    assertThat(stranger.get("/" + slug, "Accept", "text/html", "Cookie", cookie).text())
        .contains("/" + slug + "/package");
    for (String file : FILES) {
      assertThat(stranger.get("/" + slug + file, "Cookie", cookie).status())
          .as(file)
          .isEqualTo(200);
    }
    String other = ipa(Map.of("access", "password", "password", PASSWORD));
    assertThat(stranger.get("/" + other + "/package", "Cookie", cookie).status()).isEqualTo(403);
  }

  @Test
  void admitsMembersOnlyWhereTheRuleIsInvitation() {
    String slug = ipa(Map.of("access", "invitation"));

    assertClosedToStrangers(slug);
    assertThat(member.get("/" + slug, "Accept", "text/html").status()).isEqualTo(200);
  }

  @Test
  void closesAnAppWhoseRuleIsChanged() {
    TestApp app = TestApp.uploaded();
    assertThat(stranger.get("/" + app.slug() + "/package").status()).isEqualTo(200);

    member
        .patch(app.path(""), Json.createObjectBuilder().add("access", "invitation").build())
        .expect(200);

    assertThat(stranger.get("/" + app.slug() + "/package").status()).isEqualTo(403);
    assertThat(stranger.get("/" + app.slug() + "/package", "Range", "bytes=0-9").status())
        .isEqualTo(403);
  }

  private void assertClosedToStrangers(String slug) {
    ApiClient.Answer page = stranger.get("/" + slug, "Accept", "text/html");
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).doesNotContain("/package");
    for (String file : FILES) {
      assertThat(stranger.get("/" + slug + file).status()).as(file).isEqualTo(403);
      assertThat(stranger.get("/" + slug + file, "Range", "bytes=0-1").status())
          .as(file)
          .isEqualTo(403);
    }
  }

  private ApiClient.Answer unlock(String slug, String password) {
    return stranger.send(
        "POST",
        "/" + slug,
        "password=" + ApiClient.encoded(password),
        "application/x-www-form-urlencoded");
  }

  /** Slug of a new app for iOS with an icon. */
  private String ipa(Map<String, String> fields) {
    byte[] bytes =
        IpaFixture.app(TestApp.newBundleId())
            .name("Löwenzahn")
            .version("1.0")
            .versionCode("7")
            .icon(Pictures.png(120))
            .bytes();
    return member
        .postBuild("app.ipa", bytes, fields)
        .expect(201)
        .getJsonObject("app")
        .getString("slug");
  }
}
