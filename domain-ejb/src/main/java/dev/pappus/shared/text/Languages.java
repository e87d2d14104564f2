package dev.pappus.shared.text;

import dev.pappus.shared.problem.InvalidFieldException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The languages that our pages speak, and the choice between them. */
public final class Languages {
  /** English first: it is what everybody gets who asks for none of them. */
  public static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private Languages() {}

  /**
   * The first wish that we can meet, by its language alone: {@code zh}, {@code zh-Hans} and {@code
   * zh-TW} all get Chinese.
   *
   * @param wishes in order of preference, as {@code Accept-Language} gives them
   */
  public static Locale best(List<Locale> wishes) {
    for (Locale wish : wishes) {
      for (Locale spoken : SPOKEN) {
        if (spoken.getLanguage().equals(wish.getLanguage())) {
          return spoken;
        }
      }
    }
    return Locale.ENGLISH;
  }

  /**
   * The language that a tag names, by its language alone, as {@link #best}.
   *
   * @throws InvalidFieldException {@code field-invalid} if we do not speak it
   */
  public static Locale read(String field, String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    return SPOKEN.stream()
        .filter(spoken -> spoken.getLanguage().equals(language))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    field,
                    "one of "
                        + SPOKEN.stream()
                            .map(Locale::toLanguageTag)
                            .collect(Collectors.joining(", "))));
  }
}
