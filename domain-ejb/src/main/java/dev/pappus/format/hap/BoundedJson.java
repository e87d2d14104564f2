package dev.pappus.format.hap;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.UnreadablePackageException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object out of a package. Absent members and members of another type read as empty; a
 * member that stands twice is refused, as readers differ in which of the two they take.
 */
final class BoundedJson {
  static final BoundedJson EMPTY = new BoundedJson(JsonValue.EMPTY_JSON_OBJECT);

  private final JsonObject object;

  private BoundedJson(JsonObject object) {
    this.object = object;
  }

  /**
   * Reads a file whose size is already bounded.
   *
   * @throws UnreadablePackageException MALFORMED_MANIFEST if it is no JSON object in UTF-8 or names
   *     a member twice; CONTENT_LIMIT if it nests too deep
   */
  static BoundedJson parse(byte[] file, ArchiveLimits limits) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      String json = text.startsWith("\ufeff") ? text.substring(1) : text;
      check(json, limits.maxDepth());
      try (JsonReader reader = Json.createReader(new StringReader(json))) {
        return new BoundedJson(reader.readObject());
      }
    } catch (CharacterCodingException | JsonException | UnsupportedOperationException malformed) {
      // the last for numbers that are too long for the parser
      throw malformed();
    }
  }

  /** Walks over the text without building anything, as depth is what kills the builder. */
  private static void check(String json, int maxDepth) {
    try (JsonParser parser = Json.createParser(new StringReader(json))) {
      Deque<Set<String>> open = new ArrayDeque<>();
      while (parser.hasNext()) {
        switch (parser.next()) {
          case START_OBJECT, START_ARRAY -> {
            if (open.size() == maxDepth) {
              throw UnreadablePackageException.tooDeep(maxDepth);
            }
            open.push(new HashSet<>());
          }
          case END_OBJECT, END_ARRAY -> open.pop();
          case KEY_NAME -> {
            if (!open.element().add(parser.getString())) {
              throw malformed();
            }
          }
          default -> {
            // values are looked at when they are asked for
          }
        }
      }
    }
  }

  boolean has(String key) {
    return object.containsKey(key);
  }

  /** The object under a key; an empty one if there is none. */
  BoundedJson child(String key) {
    return object.get(key) instanceof JsonObject child ? new BoundedJson(child) : EMPTY;
  }

  @Nullable String text(String key) {
    return object.get(key) instanceof JsonString text ? text.getString() : null;
  }

  /** A whole number that is not negative and has at most ten digits, as it is written. */
  @Nullable String number(String key) {
    JsonValue value = object.get(key);
    if (value == null || value.getValueType() != JsonValue.ValueType.NUMBER) {
      return null;
    }
    String digits = value.toString();
    return digits.matches("\\d{1,10}") ? digits : null;
  }

  /** The number of a resource; 0 if there is none. */
  long id(String key) {
    String digits = number(key);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  boolean isTrue(String key) {
    JsonValue value = object.get(key);
    return value != null && value.getValueType() == JsonValue.ValueType.TRUE;
  }

  List<String> texts(String key) {
    return values(key).stream()
        .filter(JsonString.class::isInstance)
        .map(text -> ((JsonString) text).getString())
        .toList();
  }

  List<BoundedJson> children(String key) {
    return values(key).stream()
        .filter(JsonObject.class::isInstance)
        .map(child -> new BoundedJson((JsonObject) child))
        .toList();
  }

  private List<JsonValue> values(String key) {
    JsonValue value = object.get(key);
    return value != null && value.getValueType() == JsonValue.ValueType.ARRAY
        ? value.asJsonArray()
        : List.of();
  }

  private static UnreadablePackageException malformed() {
    return new UnreadablePackageException(
        PackageDefect.MALFORMED_MANIFEST, "The package's description is no sound JSON.");
  }
}
