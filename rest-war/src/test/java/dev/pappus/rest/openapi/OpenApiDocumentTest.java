package dev.pappus.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.work.JobStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description of the API that the servers hand out. */
class OpenApiDocumentTest {
  private static final Path SNAPSHOT = Path.of("../docs/openapi.yaml");
  private static final Path GENERATED = Path.of("target/openapi/openapi.yaml");

  /** The requirement of nothing. */
  private static final String NOBODY = "      security:\n      - {}";

  /**
   * In what it says, not in the order of its members, which changes from build to build. {@code
   * -Dgolden=write} writes the snapshot anew; a person reads the difference.
   */
  @Test
  void isWhatTheAnnotationsSay() throws IOException {
    String generated = Files.readString(GENERATED);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(SNAPSHOT, generated);
    }

    assertThat(sorted(new Yaml().load(Files.readString(SNAPSHOT))))
        .isEqualTo(sorted(new Yaml().load(generated)));
  }

  @Test
  void isServedAsItLiesInTheDocuments() throws IOException {
    assertThat(document()).isEqualTo(Files.readString(SNAPSHOT));
  }

  private static Object sorted(Object node) {
    if (node instanceof Map<?, ?> map) {
      Map<String, Object> members = new TreeMap<>();
      map.forEach((name, value) -> members.put(name.toString(), sorted(value)));
      return members;
    }
    if (node instanceof List<?> list) {
      return list.stream()
          .map(OpenApiDocumentTest::sorted)
          .sorted(Comparator.comparing(Object::toString))
          .toList();
    }
    return String.valueOf(node);
  }

  @Test
  void hasTheProblemForEverybody() throws IOException {
    assertThat(document()).contains("    Problem:\n", "application/problem+json");
  }

  @Test
  void asksForATokenButOfHealth() throws IOException {
    String document = document();

    String health = pathItem(document, "/api/health/ready");
    assertThat(document).contains("\nsecurity:\n- token: []\n");
    assertThat(health).contains(NOBODY);
    assertThat(document.split(Pattern.quote(NOBODY), -1)).as("ready and live alone").hasSize(3);
  }

  /** The annotations repeat what the enums say, since the build looks into this module alone. */
  @Test
  void knowsTheNamesOfAllStates() throws IOException {
    String document = document();

    assertThat(document)
        .contains(names(DeliveryStatus.values()))
        .contains(names(AttemptOutcome.values()))
        .contains(names(JobStatus.values()));
  }

  @Test
  void leavesNoTypeUnknown() throws IOException {
    String document = document();

    assertThat(document).doesNotContain("status:\n          type: object");
    assertThat(document).doesNotContain("outcome:\n          type: object");
  }

  private static String names(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(value -> "          - " + value.name() + "\n")
        .collect(Collectors.joining());
  }

  private static String pathItem(String document, String path) {
    int begin = document.indexOf("  " + path + ":\n");
    int end = document.indexOf("\n  /", begin);
    return document.substring(begin, end);
  }

  private static String document() throws IOException {
    try (InputStream in =
        OpenApiDocumentTest.class.getClassLoader().getResourceAsStream(OpenApiServlet.DOCUMENT)) {
      assertThat(in).as("copied from docs").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
