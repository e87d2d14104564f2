package dev.pappus.format.apk;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.TimeLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A resource table (AOSP {@code ResTable}, {@code resources.arsc}). Nothing is unpacked in advance:
 * a look-up walks the chunk headers and reads the entries of the one id asked for.
 */
final class ResourceTable {
  private static final int TYPE_TABLE = 0x0002;
  private static final int TYPE_PACKAGE = 0x0200;
  private static final int TYPE_TYPE = 0x0201;

  /** Flags of a type chunk: entries as (index, offset) pairs; offsets of 16 bits. */
  private static final int SPARSE = 1;

  private static final int OFFSET_16 = 2;

  /** Flags of an entry: a bag of values; value within the entry itself (Android 14). */
  private static final int COMPLEX = 1;

  private static final int COMPACT = 8;

  private static final int MAX_REFERENCES = 64;
  private static final int MAX_TEXTS = 64;

  /** {@code ResTable_config} has 64 bytes today. */
  private static final int MAX_CONFIG_BYTES = 64;

  private static final int MAX_CHUNKS = 1 << 16;

  /**
   * Configurations that all look-ups together may try. Large apps have some hundred of one
   * resource; a manifest may ask for thousands of resources, and each may refer to others.
   */
  private static final int MAX_STEPS = 4_000_000;

  private final StringPool strings;
  private final Map<TypeId, List<Bytes>> types = new HashMap<>();
  private int steps;

  private record TypeId(int packageId, int type) {}

  /**
   * A value for one configuration; {@code specificity} 0 is the default one.
   *
   * @param locale its language tag; empty if it has none
   */
  private record Candidate(
      ResourceValue value, boolean localised, int specificity, String locale) {}

  ResourceTable(byte[] file, ArchiveLimits limits) {
    Bytes table = new Bytes(file).chunk(0);
    if (table.chunkType() != TYPE_TABLE) {
      throw Bytes.malformed();
    }
    StringPool pool = null;
    int chunks = 0;
    for (long at = table.chunkHeaderSize(); at + 8 <= table.length(); ) {
      Bytes chunk = table.chunk(at);
      if (chunk.chunkType() == StringPool.TYPE && pool == null) {
        pool = new StringPool(chunk, limits);
      } else if (chunk.chunkType() == TYPE_PACKAGE) {
        chunks = readPackage(chunk, chunks);
      }
      at += chunk.length();
    }
    if (pool == null) {
      throw Bytes.malformed();
    }
    strings = pool;
  }

  private int readPackage(Bytes packageChunk, int chunksSoFar) {
    int chunks = chunksSoFar;
    for (long at = packageChunk.chunkHeaderSize(); at + 8 <= packageChunk.length(); ) {
      Bytes chunk = packageChunk.chunk(at);
      if (chunk.chunkType() == TYPE_TYPE) {
        if (++chunks > MAX_CHUNKS) {
          throw Bytes.malformed();
        }
        types
            .computeIfAbsent(
                new TypeId(packageChunk.i32(8), chunk.u8(8)), none -> new ArrayList<>())
            .add(chunk);
      }
      at += chunk.length();
    }
    return chunks;
  }

  /** The text of a resource in the default language; null if there is none. */
  @Nullable String text(int id) {
    ResourceValue value = resolve(id);
    if (value == null) {
      return null;
    }
    if (value.isString()) {
      return strings.get(value.data());
    }
    return value.isInteger() ? Integer.toString(value.data()) : null;
  }

  /** The number or truth value of a resource; null if it has none. */
  @Nullable ResourceValue resolve(int id) {
    int wanted = id;
    for (int i = 0; i < MAX_REFERENCES; i++) {
      Candidate best = null;
      for (Candidate candidate : candidates(wanted)) {
        if (best == null || isMoreGeneral(candidate, best)) {
          best = candidate;
        }
      }
      if (best == null || !best.value().isReference()) {
        return best == null ? null : best.value();
      }
      wanted = best.value().data();
    }
    return null;
  }

  /**
   * The different strings a resource stands for in any configuration, references followed; at most
   * {@value #MAX_TEXTS}.
   */
  List<String> allTexts(int id) {
    Set<String> texts = new LinkedHashSet<>();
    Set<Integer> seen = new HashSet<>();
    List<Integer> open = new ArrayList<>(List.of(id));
    for (int i = 0; i < open.size() && i < MAX_REFERENCES && texts.size() < MAX_TEXTS; i++) {
      if (!seen.add(open.get(i))) {
        continue;
      }
      for (Candidate candidate : candidates(open.get(i))) {
        String text = candidate.value().isString() ? strings.get(candidate.value().data()) : null;
        if (text != null && texts.size() < MAX_TEXTS) {
          texts.add(text);
        } else if (candidate.value().isReference() && open.size() < MAX_REFERENCES) {
          open.add(candidate.value().data());
        }
      }
    }
    return List.copyOf(texts);
  }

  /**
   * The text of a resource in every language it has one of its own for, by language tag; at most
   * {@value #MAX_TEXTS}.
   */
  SortedMap<String, String> localTexts(int id) {
    SortedMap<String, String> texts = new TreeMap<>();
    int wanted = id;
    for (int i = 0; i < MAX_REFERENCES; i++) {
      Map<String, Candidate> best = new HashMap<>();
      for (Candidate candidate : candidates(wanted)) {
        best.merge(candidate.locale(), candidate, (a, b) -> isMoreGeneral(b, a) ? b : a);
      }
      best.forEach(
          (locale, candidate) -> {
            if (!locale.isEmpty() && !texts.containsKey(locale) && texts.size() < MAX_TEXTS) {
              String text = text(candidate.value());
              if (text != null) {
                texts.put(locale, text);
              }
            }
          });
      Candidate general = best.get("");
      if (general == null || !general.value().isReference()) {
        return texts;
      }
      wanted = general.value().data();
    }
    return texts;
  }

  private @Nullable String text(ResourceValue value) {
    if (value.isReference()) {
      return text(value.data());
    }
    return value.isString() ? strings.get(value.data()) : null;
  }

  private static boolean isMoreGeneral(Candidate a, Candidate b) {
    if (a.localised() != b.localised()) {
      return b.localised();
    }
    return a.specificity() < b.specificity();
  }

  private List<Candidate> candidates(int id) {
    TimeLimit.check();
    List<Candidate> found = new ArrayList<>();
    for (Bytes type : types.getOrDefault(new TypeId(id >>> 24, id >>> 16 & 0xff), List.of())) {
      if (++steps > MAX_STEPS) {
        throw Bytes.malformed();
      }
      Candidate candidate = candidate(type, id & 0xffff);
      if (candidate != null) {
        found.add(candidate);
      }
    }
    return found;
  }

  private static @Nullable Candidate candidate(Bytes type, int index) {
    long offset = entryOffset(type, index);
    if (offset < 0) {
      return null;
    }
    long entry = type.u32(16) + offset;
    int flags = type.u16(entry + 2);
    ResourceValue value;
    if ((flags & COMPACT) != 0) {
      value = new ResourceValue(flags >>> 8, type.i32(entry + 4));
    } else if ((flags & COMPLEX) != 0) {
      return null;
    } else {
      long at = entry + type.u16(entry);
      value = new ResourceValue(type.u8(at + 3), type.i32(at + 4));
    }
    // ResTable_config follows the chunk's 20 bytes: its size, mcc and mnc, then the locale at 8.
    long configSize =
        Math.min(MAX_CONFIG_BYTES, Math.min(type.u32(20), type.chunkHeaderSize() - 20L));
    int specificity = 0;
    for (long at = 4; at + 4 <= configSize; at += 4) {
      specificity += type.i32(20 + at) == 0 ? 0 : 1;
    }
    boolean localised = configSize >= 12 && type.i32(28) != 0;
    return new Candidate(value, localised, specificity, localised ? locale(type, configSize) : "");
  }

  /**
   * The language tag of a configuration: language and region at 8 and 10, script at 36 (AOSP {@code
   * ResTable_config}).
   */
  private static String locale(Bytes type, long configSize) {
    String language = letters(type, 28, 'a');
    String region = letters(type, 30, '0');
    StringBuilder script = new StringBuilder();
    for (int at = 56; configSize >= 40 && at < 60 && Character.isLetter(type.u8(at)); at++) {
      script.append((char) type.u8(at));
    }
    return language
        + (script.length() == 4 ? "-" + script : "")
        + (region.isEmpty() ? "" : "-" + region);
  }

  /** Two characters, or three of five bits each on the given base if the highest bit is set. */
  private static String letters(Bytes type, long at, char base) {
    int first = type.u8(at);
    int second = type.u8(at + 1);
    String letters;
    if ((first & 0x80) != 0) {
      letters =
          ""
              + (char) (base + (second & 0x1f))
              + (char) (base + (second >> 5 | (first & 3) << 3))
              + (char) (base + (first >> 2 & 0x1f));
    } else {
      letters = first == 0 ? "" : "" + (char) first + (char) second;
    }
    return letters.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c)) ? letters : "";
  }

  private static long entryOffset(Bytes type, int index) {
    int flags = type.u8(9);
    long count = type.u32(12);
    long offsets = type.chunkHeaderSize();
    if ((flags & SPARSE) != 0) {
      return sparseOffset(type, offsets, count, index);
    }
    if (index >= count) {
      return -1;
    }
    if ((flags & OFFSET_16) != 0) {
      int offset = type.u16(offsets + index * 2L);
      return offset == 0xffff ? -1 : offset * 4L;
    }
    int offset = type.i32(offsets + index * 4L);
    return offset == -1 ? -1 : Integer.toUnsignedLong(offset);
  }

  /** The pairs are sorted by index (AOSP {@code ResTable_sparseTypeEntry}). */
  private static long sparseOffset(Bytes type, long offsets, long count, int index) {
    type.check(offsets, count * 4);
    long low = 0;
    long high = count - 1;
    while (low <= high) {
      long middle = (low + high) / 2;
      int found = type.u16(offsets + middle * 4);
      if (found == index) {
        return type.u16(offsets + middle * 4 + 2) * 4L;
      }
      if (found < index) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
