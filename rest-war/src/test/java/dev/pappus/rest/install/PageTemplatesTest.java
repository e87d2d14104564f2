package dev.pappus.rest.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.Platform;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
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
    String html =
        templates.render(
            "page",
            Locale.ENGLISH,
            Map.of(
                "name", "<script>alert(1)</script>",
                "notes", "a & b\n\"<img src=x onerror=y>",
                "iconUrl", "",
                "letter", "<",
                "notices", List.of(),
                "installHref", "/x?a=1&b=\"2"));

    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("<img src=x")
        .contains("a &amp; b\n&quot;&lt;img")
        .contains("href=\"/x?a=1&amp;b=&quot;2\"");
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
  }

  @Test
  void saysTheLanguageOfThePage() {
    assertThat(templates.render("missing", Locale.SIMPLIFIED_CHINESE, Map.of()))
        .contains("<html lang=\"zh-CN\">");
  }
}
