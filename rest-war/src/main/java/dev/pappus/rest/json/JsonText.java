package dev.pappus.rest.json;

import dev.pappus.rest.problem.InvalidJsonException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.config.PropertyOrderStrategy;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * Records to JSON and back. Members keep the order of the record's components; null is written, so
 * that a member is always there; unknown members are ignored.
 */
public final class JsonText {
  private final Jsonb jsonb =
      JsonbBuilder.create(
          new JsonbConfig()
              .withNullValues(true)
              .withPropertyOrderStrategy(PropertyOrderStrategy.ANY));

  /**
   * Reads a body.
   *
   * @throws InvalidJsonException {@code json-invalid} if it is empty, no JSON, or no object
   * @throws dev.pappus.shared.problem.DomainException {@code text-invalid}, {@code field-invalid}
   */
  public <T> T read(byte[] body, Class<T> recordType) {
    if (body.length == 0) {
      throw new InvalidJsonException("The body is empty.");
    }
    JsonObject json = objectIn(BodyText.utf8(body));
    JsonShape.check(json, recordType);
    try {
      return jsonb.fromJson(json.toString(), recordType);
    } catch (JsonbException e) {
      throw new InvalidJsonException("The body does not fit what is asked for.");
    }
  }

  /** Any JSON object, its texts unchecked. */
  public static JsonObject objectIn(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonStructure structure = reader.read();
      if (structure instanceof JsonObject object) {
        return object;
      }
    } catch (RuntimeException e) {
      // no JSON, or nested deeper than the parser allows, which it says by a bare RuntimeException
      throw new InvalidJsonException("The body is not JSON.");
    }
    throw new InvalidJsonException("The body must be a JSON object.");
  }

  /** The JSON in UTF-8. */
  public byte[] write(Object value) {
    return jsonb.toJson(value).getBytes(StandardCharsets.UTF_8);
  }
}
