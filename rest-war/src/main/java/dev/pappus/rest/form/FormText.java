package dev.pappus.rest.form;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields as {@code application/x-www-form-urlencoded} (WHATWG URL Standard §5.1), of a body or a
 * query.
 */
public final class FormText {

  private FormText() {}

  /** The values by name, the first of several; a wrong escape stands for itself. */
  public static Map<String, String> read(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : text.split("&", -1)) {
      if (!field.isEmpty()) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        fields.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrongEscape) {
      return text;
    }
  }
}
