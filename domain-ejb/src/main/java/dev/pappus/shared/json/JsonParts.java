package dev.pappus.shared.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;

/**
 * Makes JSON where much is made. {@code Json.createObjectBuilder()} searches the class path for its
 * implementation at every call (Jakarta JSON Processing 2.1, {@code JsonProvider.provider()}): in a
 * server that was a sixth of all work of accepting an event.
 */
public final class JsonParts {
  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());

  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

  private JsonParts() {}

  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  public static JsonString text(String value) {
    return PROVIDER.createValue(value);
  }

  public static JsonNumber number(long value) {
    return PROVIDER.createValue(value);
  }

  /** Reads an object that we have written ourselves. */
  public static JsonObject read(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
