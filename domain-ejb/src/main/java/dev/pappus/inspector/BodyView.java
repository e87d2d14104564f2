package dev.pappus.inspector;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A captured body as people read it. Pure. */
public final class BodyView {
  private static final String FORM = "application/x-www-form-urlencoded";

  private BodyView() {}

  /** The exact text; empty if the bytes are no UTF-8 or hold a NUL. */
  public static Optional<String> exactText(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  /** As text, what is none of it replaced: to be looked at, never to be checked. */
  public static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).replace('\0', '\ufffd');
  }

  /** JSON indented, or a form with a line for each field; empty if it is neither. */
  public static Optional<String> pretty(CapturedRequest request) {
    if (request.bodyCut() || request.body().length == 0) {
      return Optional.empty();
    }
    String type = request.headers().first("content-type").toLowerCase(Locale.ROOT);
    return exactText(request.body())
        .flatMap(text -> type.startsWith(FORM) ? Optional.of(form(text)) : json(text));
  }

  private static Optional<String> json(String text) {
    String start = text.strip();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        return Optional.empty();
      }
      StringWriter out = new StringWriter();
      try (JsonWriter writer =
          Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(out)) {
        writer.write(value);
      }
      return Optional.of(out.toString().strip());
    } catch (RuntimeException notJson) {
      // nor what is nested deeper than the parser allows, which it says by a bare RuntimeException
      return Optional.empty();
    }
  }

  private static String form(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(
            field -> {
              int equals = field.indexOf('=');
              return equals < 0
                  ? decoded(field)
                  : decoded(field.substring(0, equals))
                      + " = "
                      + decoded(field.substring(equals + 1));
            })
        .collect(Collectors.joining("\n"));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }
}
