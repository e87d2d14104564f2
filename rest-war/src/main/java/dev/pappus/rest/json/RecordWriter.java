package dev.pappus.rest.json;

import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of a response record: members in the order of its components, which people read and
 * JSON-B does not keep; absent values as null, so that every member is always there; times by RFC
 * 3339 in UTC.
 */
final class RecordWriter {

  private RecordWriter() {}

  static JsonObject write(Record value) {
    JsonObjectBuilder json = JsonParts.object();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      json.add(component.getName(), valueOf(read(component, value)));
    }
    return json.build();
  }

  private static JsonValue valueOf(@Nullable Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof JsonValue json) {
      return json;
    }
    if (value instanceof Record nested) {
      return write(nested);
    }
    if (value instanceof List<?> list) {
      JsonArrayBuilder array = JsonParts.array();
      list.forEach(item -> array.add(valueOf(item)));
      return array.build();
    }
    if (value instanceof Boolean bool) {
      return bool ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (value instanceof Integer || value instanceof Long) {
      return JsonParts.number(((Number) value).longValue());
    }
    if (value instanceof String || value instanceof Instant || value instanceof Enum) {
      return JsonParts.text(value.toString());
    }
    throw new IllegalStateException("A response record holds an unknown type: " + value.getClass());
  }

  private static @Nullable Object read(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A response record cannot be read: " + component, e);
    }
  }
}
