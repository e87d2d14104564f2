package dev.pappus.format.hap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A resource table ({@code resources.index}) as OpenHarmony's resource tool writes it, in its first
 * layout ({@code Restool}) and that of API 20 ({@code RestoolV2}). Nothing is unpacked in advance.
 *
 * <p>Little-endian. 128 bytes of version, a length, the number of configurations (V2: and where the
 * data begin); for each configuration {@code KEYS}, a word, the number of its qualifiers and these
 * as pairs of type and value. The word is in the first layout the place of {@code IDSS}, a count
 * and pairs of id and place of a record: size, type, id, then the text behind its length. In V2 it
 * is the configuration's number, and one block lists each id with pairs of that number and the
 * place of the text.
 */
final class ResourceIndex {
  private static final int VERSION_BYTES = 128;
  private static final int TAG_KEYS = 0x5359454b;
  private static final int TAG_IDS = 0x53534449;

  /** Type of the qualifier "language". */
  private static final int LANGUAGE = 0;

  private static final int MAX_CONFIGURATIONS = 4096;

  private static final int MAX_TEXTS = 64;

  /** Tables may overlap: what counts is how often we look, not how long the file is. */
  private static final int MAX_STEPS = 4_000_000;

  private final ByteBuffer file;
  private int steps;

  private record Configuration(int word, int qualifiers, boolean localised) {}

  private record Candidate(int place, Configuration configuration) {}

  ResourceIndex(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The texts of a resource, that of the most general configuration first: a string, or the path of
   * a file. Empty if it has none or the table is damaged: a label or an icon is no reason to refuse
   * a package.
   */
  List<String> texts(long id) {
    try {
      boolean second = text(0, 9).equals("RestoolV2");
      if (!second && !text(0, 7).equals("Restool")) {
        return List.of();
      }
      List<Configuration> configurations = configurations(second);
      List<Candidate> found =
          second
              ? inSecondLayout((int) id, configurations)
              : inFirstLayout((int) id, configurations);
      return found.stream()
          .sorted(
              Comparator.comparing((Candidate candidate) -> candidate.configuration().localised())
                  .thenComparing(candidate -> candidate.configuration().qualifiers()))
          .limit(MAX_TEXTS)
          .map(candidate -> sizedText(candidate.place()))
          .distinct()
          .toList();
    } catch (IndexOutOfBoundsException damaged) {
      return List.of();
    }
  }

  private List<Configuration> configurations(boolean second) {
    int count = file.getInt(VERSION_BYTES + 4);
    if (count < 0 || count > MAX_CONFIGURATIONS) {
      throw damaged();
    }
    List<Configuration> configurations = new ArrayList<>();
    int at = VERSION_BYTES + (second ? 12 : 8);
    for (int i = 0; i < count; i++) {
      expect(at, TAG_KEYS);
      int qualifiers = file.getInt(at + 8);
      boolean localised = false;
      for (int j = 0; j < qualifiers; j++) {
        step();
        localised |= file.getInt(at + 12 + j * 8) == LANGUAGE;
      }
      configurations.add(new Configuration(file.getInt(at + 4), qualifiers, localised));
      at += 12 + Math.max(0, qualifiers) * 8;
    }
    return configurations;
  }

  private List<Candidate> inFirstLayout(int id, List<Configuration> configurations) {
    List<Candidate> found = new ArrayList<>();
    for (Configuration configuration : configurations) {
      int at = configuration.word();
      expect(at, TAG_IDS);
      int count = file.getInt(at + 4);
      for (int i = 0; i < count; i++) {
        step();
        if (file.getInt(at + 8 + i * 8) == id) {
          found.add(new Candidate(file.getInt(at + 12 + i * 8) + 12, configuration));
          break;
        }
      }
    }
    return found;
  }

  private List<Candidate> inSecondLayout(int id, List<Configuration> configurations) {
    List<Candidate> found = new ArrayList<>();
    int at = file.getInt(VERSION_BYTES + 8);
    int count = file.getInt(at + 8);
    at += 12;
    for (int i = 0; i < count; i++) {
      step();
      int values = file.getInt(at + 8);
      if (values < 0 || values > MAX_CONFIGURATIONS) {
        throw damaged();
      }
      if (file.getInt(at) == id) {
        for (int j = 0; j < values; j++) {
          steps += configurations.size();
          step();
          int number = file.getInt(at + 12 + j * 8);
          int place = file.getInt(at + 16 + j * 8);
          configurations.stream()
              .filter(configuration -> configuration.word() == number)
              .findFirst()
              .ifPresent(configuration -> found.add(new Candidate(place, configuration)));
        }
        break;
      }
      at += 12 + values * 8;
    }
    return found;
  }

  /** The first layout counts a closing zero in. */
  private String sizedText(int at) {
    String text = text(at + 2, file.getShort(at) & 0xffff);
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }

  private String text(int at, int length) {
    byte[] bytes = new byte[length];
    file.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void expect(int at, int tag) {
    if (file.getInt(at) != tag) {
      throw damaged();
    }
  }

  private void step() {
    if (++steps > MAX_STEPS) {
      throw damaged();
    }
  }

  private static IndexOutOfBoundsException damaged() {
    return new IndexOutOfBoundsException("damaged");
  }
}
