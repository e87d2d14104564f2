package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.install.DeviceCheck;
import dev.pappus.shared.Platform;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTemplatesTest {
  private final PageTemplates templates = new PageTemplates();

  @BeforeEach
  void wire() {
    templates.context =
        (ServletContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> null);
  }

  @Test
  void escapesEverythingThatCameFromAPackage() {
    Map<String, Object> model = new HashMap<>();
    for (String key :
        List.of(
            "iconUrl",
            "letter",
            "tone",
            "version",
            "versionCode",
            "platform",
            "number",
            "hint",
            "installWord",
            "packageHref",
            "size",
            "instant",
            "date",
            "minimumOs",
            "processors",
            "qrUrl",
            "deviceAnswer",
            "link")) {
      model.put(key, "");
    }
    model.put("notices", List.of());
    model.put("refusals", List.of());
    model.put("asksDevice", false);
    model.put("name", "<script>alert(1)</script>");
    model.put("notes", "a & b\n\"<img src=x onerror=y>");
    model.put("installHref", "/x?a=1&b=\"2");

    String html = templates.render("page", Locale.ENGLISH, model);

    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("<img src=x")
        .contains("a &amp; b\n&quot;&lt;img")
        .contains("href=\"/x?a&#x3D;1&amp;b&#x3D;&quot;2\"");
  }

  @Test
  void showsAColourAndLeavesOurNameOut() {
    Map<String, Object> model =
        Map.of(
            "name",
            "App",
            "letter",
            "A",
            "tone",
            0,
            "action",
            "/x",
            "plain",
            true,
            "brandStyle",
            BrandStyle.css("#7a4b9a"));

    String html = templates.render("password", Locale.ENGLISH, model);

    assertThat(html)
        .contains(
            "<style>" + BrandStyle.css("#7a4b9a") + "</style>", "<title>App</title>", "branded")
        .doesNotContain("Pappus<");
  }

  @Test
  void speaksBothLanguagesCompletely() {
    Map<String, String> english = PageTemplates.labels(Locale.ENGLISH);
    Map<String, String> chinese = PageTemplates.labels(Locale.SIMPLIFIED_CHINESE);

    assertThat(ownWords("labels_zh_CN.properties")).isEqualTo(ownWords("labels.properties"));
    assertThat(chinese.get("install")).isEqualTo("安装");
    for (Platform platform : Platform.values()) {
      assertThat(english).containsKey("hint_" + platform.wireName());
    }
    // why a device cannot install a package of these formats
    assertThat(english).containsKeys("reason_app_bundle", "reason_harmonyos");
  }

  /** Keys of one language's file: a bundle would fill its gaps from the other. */
  static Set<String> ownWords(String file) {
    Properties words = new Properties();
    try (InputStream in = PageTemplates.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.stringPropertyNames();
  }

  @Test
  void hasWordsForEveryAnswerAboutADevice() {
    for (DeviceCheck.Answer answer : DeviceCheck.Answer.values()) {
      assertThat(PageTemplates.labels(Locale.ENGLISH))
          .containsKey("device_" + answer.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void saysTheLanguageOfThePage() {
    assertThat(templates.render("missing", Locale.SIMPLIFIED_CHINESE, Map.of()))
        .contains("<html lang=\"zh-CN\">");
  }
}
