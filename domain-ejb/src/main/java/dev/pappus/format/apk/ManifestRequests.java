package dev.pappus.format.apk;

import dev.pappus.format.AndroidAttributes;
import dev.pappus.format.apk.BinaryXml.Element;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest asks of device and user: permissions and features. Only elements as they are
 * written; what Android adds by itself for old packages is not counted.
 */
final class ManifestRequests {

  /**
   * No honest manifest has as many; a hostile one may repeat a long name a hundred thousand times.
   */
  private static final int MAX_NAMES = 2000;

  /** All names together: a string pool has room for as many of 32,767 characters. */
  private static final int MAX_CHARACTERS = 1 << 20;

  private final BiFunction<Element, Integer, @Nullable String> text;
  private final TreeSet<String> permissions = new TreeSet<>();
  private final TreeSet<String> features = new TreeSet<>();
  private final TreeSet<String> optionalFeatures = new TreeSet<>();
  private int declaredPermissions;
  private int seen;
  private int characters;

  /**
   * @param text the text of an element's attribute, references resolved
   */
  ManifestRequests(BiFunction<Element, Integer, @Nullable String> text) {
    this.text = text;
  }

  /** Looks at an element right below the root. */
  void start(Element element) {
    if (element.isNamed("uses-permission") || element.isNamed("uses-permission-sdk-23")) {
      declaredPermissions++;
      add(permissions, element);
    } else if (element.isNamed("uses-feature")) {
      ResourceValue required = element.android(AndroidAttributes.REQUIRED);
      boolean optional = required != null && required.isInteger() && !required.isTrue();
      add(optional ? optionalFeatures : features, element);
    }
  }

  private void add(Collection<String> names, Element element) {
    if (seen++ < MAX_NAMES) {
      String name = text.apply(element, AndroidAttributes.NAME);
      characters += name == null ? 0 : name.length();
      if (name != null && !name.isEmpty() && characters <= MAX_CHARACTERS) {
        names.add(name);
      }
    }
  }

  /** How many times a permission is asked for, doubles included. */
  int declaredPermissions() {
    return declaredPermissions;
  }

  Collection<String> permissions() {
    return permissions;
  }

  /** Those without which it does not want to run. */
  Collection<String> features() {
    return features;
  }

  Collection<String> optionalFeatures() {
    return optionalFeatures;
  }
}
