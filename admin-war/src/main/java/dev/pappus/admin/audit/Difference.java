package dev.pappus.admin.audit;

import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member of what was changed.
 *
 * @param before as it was, "" for absent
 * @param after as it is since then, "" for absent
 */
public record Difference(String name, String before, String after) {

  /** The members that differ, in their order. */
  static List<Difference> between(@Nullable String before, @Nullable String after) {
    JsonObject old = read(before);
    JsonObject young = read(after);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(young.keySet());
    return names.stream()
        .map(name -> new Difference(name, text(old.get(name)), text(young.get(name))))
        .filter(difference -> !difference.before().equals(difference.after()))
        .toList();
  }

  private static JsonObject read(@Nullable String text) {
    return text == null ? JsonValue.EMPTY_JSON_OBJECT : JsonParts.read(text);
  }

  private static String text(@Nullable JsonValue value) {
    if (value == null || value == JsonValue.NULL) {
      return "";
    }
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
