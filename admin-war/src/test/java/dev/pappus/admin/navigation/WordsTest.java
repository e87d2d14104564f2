package dev.pappus.admin.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Pattern USED = Pattern.compile("\\bt\\.of\\('([\\w.]+)'[,)]");
  private static final Pattern CHOSEN = Pattern.compile("\\? '([\\w]+\\.[\\w.]+)' : '([\\w.]+)'");

  private final ResourceBundle english = Words.labels(Locale.ENGLISH);
  private final ResourceBundle chinese = Words.labels(Locale.SIMPLIFIED_CHINESE);

  @Test
  void speaksBothLanguagesCompletely() {
    assertThat(chinese.getLocale()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    assertThat(english.keySet()).allSatisfy(key -> assertThat(chinese.getString(key)).isNotBlank());
  }

  @Test
  void hasNoQuoteThatASentenceWithArgumentsWouldSwallow() {
    assertThat(english.keySet())
        .allSatisfy(key -> assertThat(english.getString(key)).doesNotContain("'"));
  }

  @Test
  void knowsEveryWordThatThePagesUse() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
      for (Path page : files.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
        String text = Files.readString(page);
        collect(USED.matcher(text), used);
        collect(CHOSEN.matcher(text), used);
      }
    }

    assertThat(used).hasSizeGreaterThan(50);
    assertThat(english.keySet()).containsAll(used);
  }

  private static void collect(Matcher matcher, Set<String> used) {
    while (matcher.find()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        used.add(matcher.group(i));
      }
    }
  }
}
