package dev.pappus.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real and hostile packages that lie beside the checkout, in {@code shared/fixtures}, read in
 * place. Found by the system property {@code pappus.shared}, else by walking up from the working
 * directory; where they are absent, tests are skipped.
 */
public final class SharedFixtures {
  private static final String LIST = "fixtures/expected.json";

  private SharedFixtures() {}

  /** One line of {@code expected.json}. */
  public record Expected(Path path, JsonObject line) {

    /** The path below {@code fixtures}: {@code good/apk/urzip.apk}. */
    public String file() {
      return line.getString("file");
    }

    /** {@code accept}, {@code reject} or {@code accept-or-reject}. */
    public String outcome() {
      return line.getString("outcome");
    }

    /** The metadata to compare with; {@link FixtureTally} notes what is compared. */
    public JsonObject expect() {
      JsonObject expect = line.getJsonObject("expect");
      return expect == null ? JsonValue.EMPTY_JSON_OBJECT : FixtureTally.watched(file(), expect);
    }

    /** Names of invariants and classes: a text or a list of texts, empty if absent. */
    public List<String> texts(String key) {
      JsonValue value = line.get(key);
      if (value == null || value == JsonValue.NULL) {
        return List.of();
      }
      return value.getValueType() == JsonValue.ValueType.ARRAY
          ? value.asJsonArray().stream().map(SharedFixtures::text).toList()
          : List.of(text(value));
    }

    @Override
    public String toString() {
      return file();
    }
  }

  /** The text of a JSON string, number or truth value. */
  public static String text(JsonValue value) {
    return value instanceof jakarta.json.JsonString string ? string.getString() : value.toString();
  }

  /** Skips the calling test where the fixtures are absent. */
  public static void assumePresent() {
    assumeTrue(folder() != null, "../shared/fixtures is absent");
  }

  /** A file below {@code fixtures}; skips the calling test where it is absent. */
  public static Path file(String name) {
    assumePresent();
    Path folder = folder();
    if (folder == null) {
      throw new IllegalStateException("skipped above");
    }
    return folder.resolve("fixtures").resolve(name);
  }

  /** All lines of {@code expected.json} whose file passes; none where the fixtures are absent. */
  public static List<Expected> all(Predicate<String> wanted) {
    Path folder = folder();
    if (folder == null) {
      return List.of();
    }
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(folder.resolve(LIST)))) {
      return reader.readObject().getJsonArray("files").getValuesAs(JsonObject.class).stream()
          .filter(line -> wanted.test(line.getString("file")))
          .map(
              line ->
                  new Expected(folder.resolve("fixtures").resolve(line.getString("file")), line))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static @Nullable Path folder() {
    String property = System.getProperty("pappus.shared");
    Stream<Path> above =
        Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
            .map(path -> path.resolve("shared"));
    return Stream.concat(Stream.ofNullable(property).map(Path::of), above)
        .filter(path -> Files.isRegularFile(path.resolve(LIST)))
        .findFirst()
        .orElse(null);
  }
}
