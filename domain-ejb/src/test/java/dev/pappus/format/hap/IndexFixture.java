package dev.pappus.format.hap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Writes resource tables in both layouts. */
final class IndexFixture {
  static final long NAME_ID = 0x01000000;

  private final List<Resource> resources = new ArrayList<>();

  /** A value; language -1 is none. */
  private record Resource(int language, long id, String name, String value) {}

  void base(long id, String name, String value) {
    localised(-1, id, name, value);
  }

  void localised(int language, long id, String name, String value) {
    resources.add(new Resource(language, id, name, value));
  }

  private List<Integer> languages() {
    // the one without a language last: nobody may count on its being first
    return new ArrayList<>(
        new TreeSet<>(resources.stream().map(Resource::language).toList()).descendingSet());
  }

  private List<Resource> in(int language) {
    return resources.stream().filter(resource -> resource.language() == language).toList();
  }

  byte[] firstLayout() {
    List<Integer> languages = languages();
    int tables = 136 + languages.stream().mapToInt(language -> 12 + (language < 0 ? 0 : 8)).sum();
    int records = tables + languages.size() * 8 + resources.size() * 8;
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    ByteArrayOutputStream ids = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int language : languages) {
      key(keys, tables + ids.size(), language);
      ids.writeBytes(tag("IDSS"));
      ids.writeBytes(words(in(language).size()));
      for (Resource resource : in(language)) {
        ids.writeBytes(words((int) resource.id(), records + data.size()));
        byte[] value = sized(resource.value() + "\0");
        byte[] name = sized(resource.name() + "\0");
        data.writeBytes(words(8 + value.length + name.length, 9, (int) resource.id()));
        data.writeBytes(value);
        data.writeBytes(name);
      }
    }
    return joined(
        version("Restool 5.008"),
        words(records + data.size(), languages.size()),
        keys.toByteArray(),
        ids.toByteArray(),
        data.toByteArray());
  }

  byte[] secondLayout() {
    List<Integer> languages = languages();
    ByteArrayOutputStream keys = new ByteArrayOutputStream();
    for (int i = 0; i < languages.size(); i++) {
      key(keys, i, languages.get(i));
    }
    byte[] idSet = joined(tag("IDSS"), words(16, 0, 0));
    int start = 140 + keys.size() + idSet.length;
    List<Long> ids = resources.stream().map(Resource::id).distinct().sorted().toList();
    int pool = start + 12 + ids.size() * 12 + resources.size() * 8;
    ByteArrayOutputStream infos = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (long id : ids) {
      List<Resource> values = resources.stream().filter(resource -> resource.id() == id).toList();
      infos.writeBytes(words((int) id, 12 + values.size() * 8, values.size()));
      for (Resource value : values) {
        infos.writeBytes(words(languages.indexOf(value.language()), pool + data.size()));
        data.writeBytes(sized(value.value()));
      }
    }
    return joined(
        version("RestoolV2 6.0.0.003"),
        words(pool + data.size(), languages.size(), start),
        keys.toByteArray(),
        idSet,
        tag("DATA"),
        words(12 + infos.size(), ids.size()),
        infos.toByteArray(),
        data.toByteArray());
  }

  private static void key(ByteArrayOutputStream keys, int word, int language) {
    keys.writeBytes(tag("KEYS"));
    keys.writeBytes(language < 0 ? words(word, 0) : words(word, 1, 0, language));
  }

  private static byte[] version(String text) {
    return ByteBuffer.allocate(128).put(tag(text)).array();
  }

  private static byte[] tag(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] words(int... words) {
    ByteBuffer buffer = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      buffer.putInt(word);
    }
    return buffer.array();
  }

  private static byte[] sized(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
