package dev.pappus.review;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.Properties;

/**
 * The app guidelines of an installation.
 *
 * @param version from 1, another for each text
 * @param english paragraphs, divided by empty lines
 * @param chinese the same in Simplified Chinese
 */
public record Guidelines(int version, String english, String chinese) {
  private static final int MAX_LENGTH = 100_000;

  /**
   * Reads properties: {@code version}, {@code text.en}, {@code text.zh_CN}.
   *
   * @throws IllegalStateException with one sentence if something is missing or wrong
   */
  static Guidelines read(Reader source) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(source);
    } catch (IllegalArgumentException badEscape) {
      throw new IllegalStateException("the guidelines are no properties", badEscape);
    }
    String version = properties.getProperty("version", "").strip();
    if (!version.matches("[1-9]\\d{0,8}")) {
      throw new IllegalStateException("the guidelines need a version, a number from 1");
    }
    return new Guidelines(
        Integer.parseInt(version), text(properties, "text.en"), text(properties, "text.zh_CN"));
  }

  private static String text(Properties properties, String key) {
    String text = properties.getProperty(key, "").strip();
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalStateException(
          "the guidelines need " + key + ", at most " + MAX_LENGTH + " characters");
    }
    return text;
  }

  /** In Chinese where that is asked for, else in English. */
  public String text(Locale language) {
    return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? chinese : english;
  }
}
