package dev.pappus.admin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageWarning;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What readers can say has words in both languages, and there are no words for anything else. */
class PackageWordsTest {

  @Test
  void hasWordsForEveryWarning() {
    Set<String> warnings = new TreeSet<>();
    Stream.of(PackageWarning.values())
        .forEach(warning -> warnings.add("warning." + warning.word()));

    assertThat(words("labels.properties", "warning.")).isEqualTo(warnings);
    assertThat(words("labels_zh_CN.properties", "warning.")).isEqualTo(warnings);
  }

  @Test
  void hasWordsForEveryFact() {
    Set<String> facts = new TreeSet<>();
    Stream.of(PackageFact.values())
        .filter(fact -> fact != PackageFact.WARNINGS)
        .forEach(fact -> facts.add("fact." + fact.key()));

    assertThat(words("labels.properties", "fact.")).isEqualTo(facts);
    assertThat(words("labels_zh_CN.properties", "fact.")).isEqualTo(facts);
  }

  /** Keys of that language's own file: a bundle would fill its gaps from the other. */
  private static Set<String> words(String file, String prefix) {
    Properties words = new Properties();
    try (InputStream in = PackageWordsTest.class.getResourceAsStream("/dev/pappus/admin/" + file)) {
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> keys = new TreeSet<>(words.stringPropertyNames());
    keys.removeIf(key -> !key.startsWith(prefix));
    return keys;
  }
}
