package dev.pappus.testflight.apple;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/** Reads members that may be absent, null or of another shape: it is a stranger's JSON. */
final class AppleJson {

  private AppleJson() {}

  /** The object of that name; an empty one if there is none. */
  static JsonObject object(JsonObject json, String name) {
    return json.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
  }

  /** The objects in the array of that name; none if there is none. */
  static List<JsonObject> objects(JsonObject json, String name) {
    return json.get(name) instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  static Optional<String> text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  /** The number of that name; 0 if there is none. */
  static long number(JsonObject json, String name) {
    return json.get(name) instanceof JsonNumber number ? number.longValue() : 0;
  }
}
