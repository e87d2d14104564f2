package dev.pappus.event;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The words of an event type, from {@code labels.properties} and its Chinese twin in the folder of
 * the type: {@code <type>.label}, {@code <type>.action}, {@code <type>.message}.
 */
public final class EventTexts {
  /** The languages we speak. */
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

  private EventTexts() {}

  /**
   * @param type whose words; its folder holds the bundle
   * @param arguments for {@code {0}}, {@code {1}} … of the message
   */
  public static Map<Locale, EventText> of(EventType type, Object... arguments) {
    Map<Locale, EventText> texts = new LinkedHashMap<>();
    for (Locale language : LANGUAGES) {
      ResourceBundle labels = labels(type, language);
      String message =
          new MessageFormat(labels.getString(type.wireName() + ".message"), language)
              .format(arguments);
      texts.put(language, new EventText(labels.getString(type.wireName() + ".action"), message));
    }
    return texts;
  }

  static String label(EventType type, Locale language) {
    return labels(type, language).getString(type.wireName() + ".label");
  }

  private static ResourceBundle labels(EventType type, Locale language) {
    Class<?> place = type.getClass();
    // a container's proxy is a subclass, which may lie in another package
    while (place.isSynthetic() || place.getName().contains("$")) {
      place = place.getSuperclass();
    }
    return ResourceBundle.getBundle(
        place.getPackageName() + ".labels",
        language,
        place.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
