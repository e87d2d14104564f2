package dev.pappus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents list is what the sources of all modules hold. */
class DocumentationTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  @Test
  void listsEverySetting() {
    Set<String> inCode =
        found(
            Pattern.compile(
                "(?:@ConfigProperty\\(\\s*name = |String [A-Z_]+ = |getOptionalValue\\(\\s*|"
                    + "getValue\\(\\s*)\"(pappus\\.[a-z.-]+)\""));

    Set<String> documented = rows("docs/configuration.md", "`(pappus\\.[a-z.-]+)`");

    assertThat(documented).isEqualTo(inCode);
  }

  @Test
  void listsEveryProblem() {
    Set<String> inCode = found(Pattern.compile("ProblemKind\\.[A-Z_]+,\\s+\"([a-z-]+)\""));
    // internal: never leaves the engine
    inCode.remove("rows-rejected");
    // never leaves the outbox
    inCode.remove("mail-refused");

    Set<String> documented = rows("docs/problems.md", "`([a-z-]+)`");

    assertThat(documented).containsAll(inCode);
  }

  /** What {@code docs/security.md} calls tested has a test of that name. */
  @Test
  void namesTestsThatThereAre() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(TOP)) {
      files
          .filter(file -> file.toString().replace('\\', '/').contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file ->
                  tests.merge(
                      file.getFileName().toString().replace(".java", ""),
                      read(file),
                      String::concat));
    }
    Matcher named =
        Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`")
            .matcher(read(TOP.resolve("docs/security.md")));
    List<String> missing = new ArrayList<>();
    int found = 0;
    while (named.find()) {
      found++;
      if (!tests.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "(")) {
        missing.add(named.group());
      }
    }

    assertThat(found).isGreaterThan(100);
    assertThat(missing).isEmpty();
  }

  private static Set<String> rows(String document, String cell) {
    Matcher matcher =
        Pattern.compile("(?m)^\\| " + cell + " \\|").matcher(read(TOP.resolve(document)));
    Set<String> names = new TreeSet<>();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static Set<String> found(Pattern pattern) {
    Set<String> names = new TreeSet<>();
    for (String module : new String[] {"domain-ejb", "webhook-mdb", "rest-war", "admin-war"}) {
      try (Stream<Path> files = Files.walk(TOP.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(
                file -> {
                  Matcher matcher = pattern.matcher(read(file));
                  while (matcher.find()) {
                    names.add(matcher.group(1));
                  }
                });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
