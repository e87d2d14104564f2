package dev.pappus.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An install page with a colour and words of the app's own. */
@ExtendWith(ArquillianExtension.class)
class PageLookIT {
  private final ApiClient stranger = ApiClient.anonymous();
  private final ApiClient member = ApiClient.administrator();

  private JsonObject look(TestApp app, JsonObject page) {
    return member
        .patch(app.path(""), Json.createObjectBuilder().add("page", page).build())
        .expect(200)
        .getJsonObject("page");
  }

  private static JsonObject look(String color, String text, boolean brand) {
    return Json.createObjectBuilder()
        .add("color", color)
        .add("text", text)
        .add("brand", brand)
        .build();
  }

  private ApiClient.Answer page(String slug) {
    return stranger.get("/" + slug, "Accept", "text/html");
  }

  @Test
  void showsItsColourAndWordsAndNotOurName() {
    TestApp app = TestApp.uploaded();
    assertThat(page(app.slug()).text())
        .contains("<footer>Pappus</footer>")
        .doesNotContain("<style");

    JsonObject kept = look(app, look("#7A4B9A", "Ask <Ann> & Bob.", false));

    assertThat(kept).isEqualTo(look("#7a4b9a", "Ask <Ann> & Bob.", false));
    ApiClient.Answer page = page(app.slug());
    assertThat(page.text())
        .contains("Ask &lt;Ann&gt; &amp; Bob.")
        .doesNotContain("<footer>", "· Pappus");
    assertAllowed(page, "--brand:#7a4b9a");

    look(app, look("", "", true));

    assertThat(page(app.slug()).text())
        .contains("<footer>Pappus</footer>")
        .doesNotContain("<style");
  }

  /** A browser applies a style only if the policy names its hash. */
  private static void assertAllowed(ApiClient.Answer page, String part) {
    Matcher style = Pattern.compile("<style>(.*?)</style>").matcher(page.text());
    assertThat(style.find()).isTrue();
    assertThat(style.group(1)).contains(part);
    String hash =
        Base64.getEncoder()
            .encodeToString(Hashing.sha256().hashString(style.group(1), UTF_8).asBytes());
    assertThat(page.header("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).contains("style-src 'self' 'sha256-" + hash + "';"));
  }

  @Test
  void showsItsColourWhereOneAsksForThePasswordAndNotItsWords() {
    TestApp app =
        TestApp.uploaded(Map.of("access", "password", "password", "correct horse battery"));

    look(app, look("#ffd400", "For the inner circle.", true));

    ApiClient.Answer page = page(app.slug());
    assertThat(page.text()).contains("password").doesNotContain("inner circle");
    assertAllowed(page, "--brand-text:#111111");
  }

  @Test
  void changesOnlyWhatIsGivenAndNothingWhereSomethingIsWrong() {
    TestApp app = TestApp.uploaded();
    look(app, look("#7a4b9a", "Ask Ann.", true));

    assertThat(look(app, Json.createObjectBuilder().add("text", "Ask Bob.").build()))
        .isEqualTo(look("#7a4b9a", "Ask Bob.", true));
    JsonObject refused =
        member
            .patch(
                app.path(""),
                Json.createObjectBuilder()
                    .add("name", "Renamed")
                    .add("page", Json.createObjectBuilder().add("color", "purple"))
                    .build())
            .expect(422);

    assertThat(refused.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/page/color");
    JsonObject still = member.get(app.path("")).expect(200);
    assertThat(still.getJsonObject("page").getString("color")).isEqualTo("#7a4b9a");
    assertThat(still.getString("name")).isNotEqualTo("Renamed");
  }
}
