package dev.pappus.rest.json;

import dev.pappus.rest.problem.FieldError;
import dev.pappus.shared.Wish;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
  private final List<FieldError> errors = new ArrayList<>();

  private RecordReader() {}

  /**
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid} for members of the
   *     wrong type
   */
  static <T> T read(JsonObject json, Class<T> recordType) {
    RecordReader reader = new RecordReader();
    T result = reader.object(json, recordType, "");
    if (!reader.errors.isEmpty()) {
      throw FieldError.refusal(reader.errors);
    }
    return result;
  }

  private <T> T object(JsonObject json, Class<T> recordType, String pointer) {
    RecordComponent[] components = recordType.getRecordComponents();
    boolean nullIsRefused = recordType.isAnnotationPresent(Change.class);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      JsonValue value = json.get(name);
      Type type = components[i].getGenericType();
      if (value == null || (value == JsonValue.NULL && !nullIsRefused)) {
        continue;
      }
      values[i] =
          rawType(type) == Wish.class
              ? new Wish<>(
                  value == JsonValue.NULL
                      ? null
                      : member(value, argument(type), pointer + "/" + name))
              : member(value, type, pointer + "/" + name);
    }
    return create(recordType, components, values);
  }

  /** A value of the wanted type; null, with an error noted, if it is of another. */
  private @Nullable Object member(JsonValue value, Type type, String pointer) {
    Class<?> raw = rawType(type);
    if (raw.isRecord() && value instanceof JsonObject nested) {
      return object(nested, raw, pointer);
    }
    if (raw == List.class && value instanceof JsonArray array) {
      List<@Nullable Object> items = new ArrayList<>();
      int before = errors.size();
      for (int i = 0; i < array.size(); i++) {
        items.add(member(array.get(i), argument(type), pointer + "/" + i));
      }
      return errors.size() > before ? null : items;
    }
    Optional<?> simple = simple(value, raw);
    if (simple.isEmpty()) {
      errors.add(new FieldError(pointer, wanted(type)));
    }
    return simple.orElse(null);
  }

  private static Class<?> rawType(Type type) {
    if (type instanceof Class<?> simple) {
      return simple;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      return raw;
    }
    throw new IllegalStateException("A request record has a component of an unknown type: " + type);
  }

  private static Type argument(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }

  private static Optional<?> simple(JsonValue value, Class<?> type) {
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
    if (type == List.class || type.isRecord()) {
      return Optional.empty();
    }
    throw new IllegalStateException("A request record has a component of an unknown type: " + type);
  }

  private static Optional<Integer> whole(JsonNumber number) {
    try {
      return Optional.of(number.intValueExact());
    } catch (ArithmeticException notAnInt) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonValue value) {
    return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static String wanted(Type type) {
    Class<?> raw = rawType(type);
    if (raw == Boolean.class) {
      return "must be true or false";
    }
    if (raw == Integer.class) {
      return "must be a whole number";
    }
    if (raw == Instant.class) {
      return "must be a time by RFC 3339, such as 2026-11-05T08:30:00Z";
    }
    if (raw == JsonObject.class || raw.isRecord()) {
      return "must be an object";
    }
    return raw == List.class ? "must be a list" : "must be a text";
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
