package dev.pappus.admin.app;

import dev.pappus.admin.navigation.Words;
import dev.pappus.format.PackageFacts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * What a build's package says of itself, in the reader's words. A fact or warning that has no words
 * yet is shown by its own name: a new format needs nothing here.
 *
 * @param warnings sentences: what is the matter and what to do
 * @param facts in the order of the package's reader
 */
public record PackageSheet(List<String> warnings, List<Fact> facts) {
  private static final String LABEL = "label.";

  /** A fact: what it is called, what it is. */
  public record Fact(String name, String value) {}

  /** Of a build's facts, a JSON object of strings. */
  static PackageSheet of(String facts, Words words) {
    return of(facts, words::orElse);
  }

  static PackageSheet of(String facts, BinaryOperator<String> wordOrElse) {
    JsonObject json;
    try (JsonReader reader = Json.createReader(new StringReader(facts))) {
      json = reader.readObject();
    }
    List<String> warnings = new ArrayList<>();
    List<Fact> rows = new ArrayList<>();
    for (String key : json.keySet()) {
      String value = json.getString(key);
      if (key.equals(PackageFacts.WARNINGS)) {
        for (String warning : PackageFacts.warningsIn(value)) {
          warnings.add(wordOrElse.apply("warning." + warning, warning));
        }
      } else {
        rows.add(new Fact(name(key, wordOrElse), spaced(value)));
      }
    }
    return new PackageSheet(warnings, rows);
  }

  private static String name(String key, BinaryOperator<String> wordOrElse) {
    return key.startsWith(LABEL)
        ? wordOrElse.apply("fact.label", "label") + " (" + key.substring(LABEL.length()) + ")"
        : wordOrElse.apply("fact." + key, key);
  }

  /** Lists are kept without spaces; with them they can be read, and the browser can break them. */
  private static String spaced(String value) {
    return value.replaceAll(",(?=\\S)", ", ");
  }
}
