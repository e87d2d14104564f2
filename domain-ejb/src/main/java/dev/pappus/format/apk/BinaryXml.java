package dev.pappus.format.apk;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary XML document (AOSP {@code ResXMLTree}), read element by element without recursion and
 * without a tree. Like Android it does not care for the type and size of the document's own header.
 */
final class BinaryXml {
  private static final int RESOURCE_MAP = 0x0180;
  private static final int START_ELEMENT = 0x0102;
  private static final int END_ELEMENT = 0x0103;
  private static final int NODE_HEADER_SIZE = 16;

  /**
   * Android's {@code ResXMLTree_attribute} is 20 bytes; a larger size is stepped over, as there.
   */
  private static final int ATTRIBUTE_SIZE = 20;

  private final Bytes document;
  private final ArchiveLimits limits;

  BinaryXml(byte[] document, ArchiveLimits limits) {
    this.document = new Bytes(document);
    this.limits = limits;
  }

  /** Gets the start of every element in document order; the root has depth 0. */
  interface ElementSink {
    void start(int depth, Element element);
  }

  void read(ElementSink sink) {
    StringPool strings = null;
    Bytes resourceMap = null;
    int depth = 0;
    long at = document.u16(2);
    if (at < 8) {
      throw Bytes.malformed();
    }
    while (at + 8 <= document.length()) {
      TimeLimit.check();
      Bytes chunk = document.chunk(at);
      switch (chunk.chunkType()) {
        case StringPool.TYPE -> strings = strings == null ? new StringPool(chunk, limits) : strings;
        case RESOURCE_MAP -> resourceMap = resourceMap == null ? chunk : resourceMap;
        case START_ELEMENT -> {
          if (strings == null) {
            throw Bytes.malformed();
          }
          sink.start(depth++, element(chunk, strings, resourceMap));
        }
        case END_ELEMENT -> depth--;
        default -> {
          // namespaces, text and chunks of the future
        }
      }
      at += chunk.length();
    }
    if (strings == null) {
      throw Bytes.malformed();
    }
  }

  private static Element element(Bytes chunk, StringPool strings, @Nullable Bytes resourceMap) {
    long body = chunk.chunkHeaderSize();
    if (body < NODE_HEADER_SIZE) {
      throw Bytes.malformed();
    }
    long attributes = body + chunk.u16(body + 8);
    int size = chunk.u16(body + 10);
    int count = chunk.u16(body + 12);
    if (count > 0 && size < ATTRIBUTE_SIZE) {
      throw Bytes.malformed();
    }
    chunk.check(attributes, (long) size * count);
    List<Attribute> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long at = attributes + (long) size * i;
      int name = chunk.i32(at + 4);
      list.add(
          new Attribute(
              chunk.i32(at) != -1,
              name,
              resourceId(resourceMap, name),
              chunk.i32(at + 8),
              new ResourceValue(chunk.u8(at + 15), chunk.i32(at + 16))));
    }
    return new Element(chunk.i32(body + 4), list, strings);
  }

  private static int resourceId(@Nullable Bytes map, int index) {
    if (map == null || index < 0 || map.chunkHeaderSize() + index * 4L + 4 > map.length()) {
      return 0;
    }
    return map.i32(map.chunkHeaderSize() + index * 4L);
  }

  /**
   * An attribute; an Android attribute is known by its resource id, whatever its name says.
   *
   * @param nameIndex into the document's strings
   * @param rawIndex of the text as it was written, -1 if it was not kept
   */
  record Attribute(
      boolean hasNamespace, int nameIndex, int resourceId, int rawIndex, ResourceValue value) {}

  /** The start of an element. */
  static final class Element {
    private final int nameIndex;
    private final List<Attribute> attributes;
    private final StringPool strings;

    Element(int nameIndex, List<Attribute> attributes, StringPool strings) {
      this.nameIndex = nameIndex;
      this.attributes = attributes;
      this.strings = strings;
    }

    boolean isNamed(String name) {
      return strings.matches(nameIndex, name);
    }

    /** The value of Android's attribute with that resource id. */
    @Nullable ResourceValue android(int resourceId) {
      for (Attribute attribute : attributes) {
        if (attribute.resourceId() == resourceId) {
          return attribute.value();
        }
      }
      return null;
    }

    /** The text of an attribute that is outside Android's namespace. */
    @Nullable String plain(String name) {
      for (Attribute attribute : attributes) {
        if (!attribute.hasNamespace() && strings.matches(attribute.nameIndex(), name)) {
          return attribute.value().isString()
              ? text(attribute.rawIndex(), attribute.value().data())
              : strings.get(attribute.rawIndex());
        }
      }
      return null;
    }

    /** Whether Android's attribute with that resource id is written as this ASCII text. */
    boolean says(int resourceId, String text) {
      ResourceValue value = android(resourceId);
      return value != null && value.isString() && strings.matches(value.data(), text);
    }

    /** The string that a value of this document stands for. */
    @Nullable String string(ResourceValue value) {
      return strings.get(value.data());
    }

    /** Some readers take the raw text, some the typed value: they must be the same. */
    private @Nullable String text(int rawIndex, int dataIndex) {
      String typed = strings.get(dataIndex);
      String raw = strings.get(rawIndex);
      if (raw != null && !raw.equals(typed)) {
        throw Bytes.malformed();
      }
      return typed;
    }
  }
}
