package dev.pappus.rest.json;

import dev.pappus.rest.problem.InvalidJsonException;
import dev.pappus.shared.text.InvalidTextException;
import dev.pappus.shared.text.TextRules;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Records to JSON and back; members that a record does not have are ignored. */
public final class JsonText {
  /** Kept: {@code Json.createParser} searches the class path at every call. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonText() {}

  /**
   * Reads a body.
   *
   * @throws InvalidJsonException {@code json-invalid} if it is empty, no JSON, or no object
   * @throws dev.pappus.shared.problem.DomainException {@code text-invalid}, {@code field-invalid}
   */
  public static <T> T read(byte[] body, Class<T> recordType) {
    if (body.length == 0) {
      throw new InvalidJsonException("The body is empty.");
    }
    JsonObject json = objectIn(BodyText.utf8(body));
    checkTexts(json, "");
    return RecordReader.read(json, recordType);
  }

  /** Any JSON object, its texts unchecked. */
  public static JsonObject objectIn(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (parser.next() == JsonParser.Event.START_OBJECT) {
        JsonObject object = parser.getObject();
        if (!parser.hasNext()) {
          return object;
        }
      }
    } catch (RuntimeException e) {
      // no JSON, or nested deeper than the parser allows, which it says by a bare RuntimeException
      throw new InvalidJsonException("The body is not JSON.");
    }
    throw new InvalidJsonException("The body must be one JSON object.");
  }

  /** The JSON in UTF-8. */
  static byte[] write(Record value) {
    return RecordWriter.write(value).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void checkTexts(JsonValue value, String path) {
    if (value instanceof JsonString text && !TextRules.isStorable(text.getString())) {
      throw new InvalidTextException(path);
    }
    if (value instanceof JsonArray array) {
      array.forEach(item -> checkTexts(item, path));
    }
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> member : object.entrySet()) {
        if (!TextRules.isStorable(member.getKey())) {
          throw new InvalidTextException("A member's name");
        }
        checkTexts(
            member.getValue(), path.isEmpty() ? member.getKey() : path + "/" + member.getKey());
      }
    }
  }
}
