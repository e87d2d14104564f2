package dev.pappus.rest.json;

import dev.pappus.rest.problem.FieldError;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request record of a JSON object. Types are taken strictly: JSON-B would read the text
 * "yes" as {@code false} and a number as a text, and a client that is wrong should hear so, with
 * all its mistakes at once.
 */
final class RecordReader {

  private RecordReader() {}

  /**
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid} for members of the
   *     wrong type
   */
  static <T> T read(JsonObject json, Class<T> recordType) {
    RecordComponent[] components = recordType.getRecordComponents();
    boolean nullIsRefused = recordType.isAnnotationPresent(Change.class);
    @Nullable Object[] values = new @Nullable Object[components.length];
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      JsonValue value = json.get(name);
      if (value == null || (value == JsonValue.NULL && !nullIsRefused)) {
        continue;
      }
      Class<?> type = components[i].getType();
      values[i] = convert(value, type).orElse(null);
      if (values[i] == null) {
        errors.add(new FieldError("/" + name, wanted(type)));
      }
    }
    if (!errors.isEmpty()) {
      throw FieldError.refusal(errors);
    }
    return create(recordType, components, values);
  }

  private static Optional<?> convert(JsonValue value, Class<?> type) {
    if (type == String.class) {
      return text(value);
    }
    if (type == Boolean.class) {
      return Optional.of(value)
          .filter(v -> v == JsonValue.TRUE || v == JsonValue.FALSE)
          .map(JsonValue.TRUE::equals);
    }
    if (type == Integer.class) {
      return value instanceof JsonNumber number ? whole(number) : Optional.empty();
    }
    if (type == Instant.class) {
      return text(value).flatMap(RecordReader::time);
    }
    if (type == JsonObject.class) {
      return Optional.of(value).filter(JsonObject.class::isInstance);
    }
    if (type == List.class) {
      return value instanceof JsonArray array ? texts(array) : Optional.empty();
    }
    throw new IllegalStateException("A request record has a component of an unknown type: " + type);
  }

  private static Optional<String> text(JsonValue value) {
    return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
  }

  private static Optional<Integer> whole(JsonNumber number) {
    try {
      return Optional.of(number.intValueExact());
    } catch (ArithmeticException outside) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> texts(JsonArray array) {
    return array.stream().allMatch(JsonString.class::isInstance)
        ? Optional.of(array.getValuesAs(JsonString::getString))
        : Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static String wanted(Class<?> type) {
    if (type == Boolean.class) {
      return "must be true or false";
    }
    if (type == Integer.class) {
      return "must be a whole number";
    }
    if (type == Instant.class) {
      return "must be a time by RFC 3339, such as 2026-11-05T08:30:00Z";
    }
    if (type == JsonObject.class) {
      return "must be an object";
    }
    return type == List.class ? "must be a list of texts" : "must be a text";
  }

  private static <T> T create(
      Class<T> recordType, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = recordType.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A request record cannot be made: " + recordType, e);
    }
  }
}
