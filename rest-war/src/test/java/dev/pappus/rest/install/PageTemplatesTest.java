package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.Platform;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "link")) {
      model.put(key, "");
    }
    model.put("notices", List.of());
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
  void speaksBothLanguagesCompletely() {
    Map<String, String> english = PageTemplates.labels(Locale.ENGLISH);
    Map<String, String> chinese = PageTemplates.labels(Locale.SIMPLIFIED_CHINESE);

    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    assertThat(chinese.get("install")).isEqualTo("安装");
    for (Platform platform : Platform.values()) {
      assertThat(english).containsKey("hint_" + platform.wireName());
    }
    // why a device cannot install a package of these formats
    assertThat(english).containsKeys("reason_app_bundle", "reason_harmonyos");
  }

  @Test
  void saysTheLanguageOfThePage() {
    assertThat(templates.render("missing", Locale.SIMPLIFIED_CHINESE, Map.of()))
        .contains("<html lang=\"zh-CN\">");
  }
}
