package dev.pappus.format.aab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The base module's resource table ({@code aapt.pb.ResourceTable}). Nothing is unpacked in advance:
 * a look-up jumps over all packages, types and entries but those of the one id asked for.
 */
final class BundleResources {
  private static final int MAX_REFERENCES = 32;
  private static final int MAX_TEXTS = 64;

  /** The values of one resource that are looked at; an app has some hundred languages at most. */
  private static final int MAX_VALUES = 1024;

  private static final int LOCALE = 3;

  private final ProtoReader table;

  /** A value for one configuration; {@code specificity} 0 is the default one. */
  private record Candidate(ProtoItem item, @Nullable String locale, int specificity) {

    boolean localised() {
      return locale != null;
    }
  }

  BundleResources(byte[] file) {
    table = new ProtoReader(file);
  }

  /** What a resource stands for in the default configuration, references followed. */
  @Nullable ProtoItem resolve(int id) {
    int wanted = id;
    for (int i = 0; i < MAX_REFERENCES; i++) {
      ProtoItem best =
          candidates(wanted).stream()
              .min(Comparator.comparing(Candidate::localised).thenComparing(Candidate::specificity))
              .map(Candidate::item)
              .orElse(null);
      if (best == null || best.reference() == 0) {
        return best;
      }
      wanted = best.reference();
    }
    return null;
  }

  /** The different texts of a resource in all configurations, references followed. */
  List<String> allTexts(int id) {
    Set<String> texts = new LinkedHashSet<>();
    Set<Integer> seen = new HashSet<>();
    List<Integer> open = new ArrayList<>(List.of(id));
    for (int i = 0; i < open.size() && i < MAX_REFERENCES; i++) {
      if (!seen.add(open.get(i))) {
        continue;
      }
      for (Candidate candidate : candidates(open.get(i))) {
        ProtoItem item = candidate.item();
        if (item.text() != null && texts.size() < MAX_TEXTS) {
          texts.add(item.text());
        } else if (item.reference() != 0 && open.size() < MAX_REFERENCES) {
          open.add(item.reference());
        }
      }
    }
    return List.copyOf(texts);
  }

  /** The texts of a resource in all languages, by language tag; references are not followed. */
  SortedMap<String, String> localTexts(int id) {
    SortedMap<String, String> texts = new TreeMap<>();
    candidates(id).stream()
        .sorted(Comparator.comparing(Candidate::specificity))
        .forEach(
            candidate -> {
              String text = candidate.item().text();
              if (candidate.locale() != null && text != null) {
                texts.putIfAbsent(candidate.locale(), text);
              }
            });
    return texts;
  }

  private List<Candidate> candidates(int id) {
    List<Candidate> found = new ArrayList<>();
    ProtoReader packages = table.again();
    while (packages.next()) {
      if (packages.field() == 2 && hasId(packages.message(), id >>> 24)) {
        ProtoReader types = packages.message();
        while (types.next()) {
          if (types.field() == 3 && hasId(types.message(), id >>> 16 & 0xff)) {
            readType(types.message(), id & 0xffff, found);
          }
        }
      }
    }
    return found;
  }

  private static void readType(ProtoReader type, int entryId, List<Candidate> found) {
    while (type.next()) {
      if (type.field() == 3 && hasId(type.message(), entryId)) {
        ProtoReader entry = type.message();
        while (entry.next() && found.size() < MAX_VALUES) {
          if (entry.field() == 6) {
            readValue(entry.message(), found);
          }
        }
      }
    }
  }

  /** A package, a type and an entry alike have their id in a message under field 1. */
  private static boolean hasId(ProtoReader message, int wanted) {
    while (message.next()) {
      if (message.field() == 1) {
        int id = 0;
        ProtoReader number = message.message();
        while (number.next()) {
          id = number.field() == 1 ? number.number() : id;
        }
        return id == wanted;
      }
    }
    return wanted == 0;
  }

  /** {@code ConfigValue}: the configuration, and in the value under field 4 an item. */
  private static void readValue(ProtoReader configValue, List<Candidate> found) {
    ProtoItem item = null;
    int specificity = 0;
    String locale = null;
    while (configValue.next()) {
      if (configValue.field() == 1) {
        ProtoReader configuration = configValue.message();
        while (configuration.next()) {
          specificity++;
          if (configuration.field() == LOCALE && !configuration.text().isEmpty()) {
            locale = configuration.text();
          }
        }
      } else if (configValue.field() == 2) {
        ProtoReader value = configValue.message();
        while (value.next()) {
          if (value.field() == 4) {
            item = ProtoItem.read(value.message());
          }
        }
      }
    }
    if (item != null) {
      found.add(new Candidate(item, locale, specificity));
    }
  }
}
