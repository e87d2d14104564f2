package dev.pappus.rest.json;

import dev.pappus.rest.problem.FieldError;
import dev.pappus.shared.text.InvalidTextException;
import dev.pappus.shared.text.TextRules;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a JSON object with the record it is to become. JSON-B alone would read the text "yes" as
 * {@code false} and a number as a text; a client that is wrong should hear so.
 */
final class JsonShape {
  private JsonShape() {}

  /**
   * @throws InvalidTextException {@code text-invalid} for a text that cannot be stored
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid} for members of the
   *     wrong type
   */
  static void check(JsonObject json, Class<?> recordType) {
    checkTexts(json, "");
    List<FieldError> errors = new ArrayList<>();
    boolean nullIsRefused = recordType.isAnnotationPresent(Change.class);
    for (RecordComponent component : recordType.getRecordComponents()) {
      JsonValue value = json.get(component.getName());
      if (value == null || (value == JsonValue.NULL && !nullIsRefused)) {
        continue;
      }
      String wanted = wantedOf(component.getType(), value);
      if (!wanted.isEmpty()) {
        errors.add(new FieldError("/" + component.getName(), wanted));
      }
    }
    if (!errors.isEmpty()) {
      throw FieldError.refusal(errors);
    }
  }

  /** What should be there instead; "" if the value fits. */
  private static String wantedOf(Class<?> type, JsonValue value) {
    JsonValue.ValueType actual = value.getValueType();
    if (type == String.class) {
      return actual == JsonValue.ValueType.STRING ? "" : "must be a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return actual == JsonValue.ValueType.TRUE || actual == JsonValue.ValueType.FALSE
          ? ""
          : "must be true or false";
    }
    if (type == List.class) {
      return actual == JsonValue.ValueType.ARRAY && isTexts(value.asJsonArray())
          ? ""
          : "must be a list of texts";
    }
    if (type == JsonObject.class) {
      return actual == JsonValue.ValueType.OBJECT ? "" : "must be an object";
    }
    if (type == Instant.class) {
      return value instanceof JsonString text && isTime(text.getString())
          ? ""
          : "must be a time by RFC 3339, such as 2026-11-05T08:30:00Z";
    }
    throw new IllegalStateException("A request record has a component of a type unknown: " + type);
  }

  private static boolean isTexts(JsonArray array) {
    return array.stream().allMatch(JsonString.class::isInstance);
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException notATime) {
      return false;
    }
  }

  private static void checkTexts(JsonValue value, String path) {
    if (value instanceof JsonString text && !TextRules.isStorable(text.getString())) {
      throw new InvalidTextException(path);
    }
    if (value instanceof JsonArray array) {
      for (JsonValue item : array) {
        checkTexts(item, path);
      }
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
