package dev.pappus.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence that the engine writes down in English, known again by the English text of its label.
 *
 * <p>Attempts keep the text and no code: what is stored is what the API shows, and an older row
 * stays readable when a sentence changes. Tests hold both together.
 */
record ToldText(String key, Pattern pattern) {
  private static final String PREFIX = "told.";
  private static final Pattern ARGUMENT = Pattern.compile("\\{[0-9]}");
  private static final List<ToldText> ALL = read();

  static List<ToldText> all() {
    return ALL;
  }

  private static List<ToldText> read() {
    ResourceBundle english = DeliveryWords.labels(Locale.ENGLISH);
    return english.keySet().stream()
        .filter(key -> key.startsWith(PREFIX))
        // what says more first: a short sentence may be the beginning of a longer one
        .sorted(Comparator.comparing((String key) -> english.getString(key).length()).reversed())
        .map(key -> new ToldText(key, pattern(english.getString(key))))
        .toList();
  }

  /** Arguments stand in the order of their numbers. */
  private static Pattern pattern(String template) {
    StringBuilder pattern = new StringBuilder();
    Matcher argument = ARGUMENT.matcher(template);
    int from = 0;
    while (argument.find()) {
      pattern.append(literal(template.substring(from, argument.start()))).append("(.*?)");
      from = argument.end();
    }
    return Pattern.compile(
        pattern.append(literal(template.substring(from))).toString(), Pattern.DOTALL);
  }

  private static String literal(String text) {
    return text.isEmpty() ? "" : Pattern.quote(text.replace('’', '\''));
  }

  /** What stands in the places of its arguments; empty if the text is another one. */
  Optional<List<String>> argumentsOf(String english) {
    Matcher matcher = pattern.matcher(english.replace('’', '\''));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      arguments.add(matcher.group(i));
    }
    return Optional.of(arguments);
  }
}
