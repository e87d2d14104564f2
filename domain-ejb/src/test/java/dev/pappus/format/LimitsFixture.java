package dev.pappus.format;

import java.lang.reflect.Field;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Limits of which one is another than usual. */
public final class LimitsFixture {

  private LimitsFixture() {}

  /**
   * @param setting its name without {@code pappus.format.}
   * @param value of the setting's own type
   */
  public static ArchiveLimits with(String setting, Object value) {
    return settings(setting, value).limits();
  }

  static FormatSettings settings(String setting, Object value) {
    FormatSettings settings = new FormatSettings();
    for (Field field : FormatSettings.class.getDeclaredFields()) {
      ConfigProperty property = field.getAnnotation(ConfigProperty.class);
      if (property != null && property.name().equals("pappus.format." + setting)) {
        try {
          field.set(settings, value);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(setting, e);
        }
        return settings;
      }
    }
    throw new IllegalStateException("no such setting: " + setting);
  }
}
