package dev.pappus.format.aab;

import dev.pappus.format.UnreadablePackageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a manifest ({@code aapt.pb.XmlElement}) without its children. */
final class ProtoElement {
  final String name;
  private final List<Attribute> attributes;

  /** An attribute; one of Android's is known by its resource id, whatever its name says. */
  private record Attribute(
      @Nullable String namespace,
      @Nullable String name,
      @Nullable String value,
      int resourceId,
      @Nullable ProtoItem item) {}

  private ProtoElement(String name, List<Attribute> attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  /** Gets every element in document order; the root has depth 0. */
  interface Sink {
    void start(int depth, ProtoElement element);
  }

  /**
   * Walks over a document.
   *
   * @param node an {@code XmlNode}
   * @param maxDepth elements within each other at most
   */
  static void walk(ProtoReader node, int maxDepth, Sink sink) {
    walk(node, 0, maxDepth, sink);
  }

  private static void walk(ProtoReader node, int depth, int maxDepth, Sink sink) {
    ProtoReader element = null;
    while (node.next()) {
      if (node.field() == 1) {
        if (element != null) {
          throw ProtoReader.malformed();
        }
        if (depth == maxDepth) {
          throw UnreadablePackageException.tooDeep(maxDepth);
        }
        element = node.message();
      }
    }
    if (element == null) {
      return;
    }
    sink.start(depth, read(element.again()));
    while (element.next()) {
      if (element.field() == 5) {
        walk(element.message(), depth + 1, maxDepth, sink);
      }
    }
  }

  private static ProtoElement read(ProtoReader element) {
    String name = null;
    List<Attribute> attributes = new ArrayList<>();
    while (element.next()) {
      if (element.field() == 3) {
        name = once(name, element.text());
      } else if (element.field() == 4) {
        attributes.add(attribute(element.message()));
      }
    }
    return new ProtoElement(name == null ? "" : name, attributes);
  }

  private static Attribute attribute(ProtoReader attribute) {
    String namespace = null;
    String name = null;
    String value = null;
    int resourceId = 0;
    ProtoItem item = null;
    while (attribute.next()) {
      switch (attribute.field()) {
        case 1 -> namespace = once(namespace, attribute.text());
        case 2 -> name = once(name, attribute.text());
        case 3 -> value = once(value, attribute.text());
        case 5 -> resourceId = attribute.number();
        case 6 -> item = once(item, ProtoItem.read(attribute.message()));
        default -> {
          // where it stood in the source
        }
      }
    }
    return new Attribute(namespace, name, value, resourceId, item);
  }

  /** A field that stands twice is merged by one reader and replaced by another. */
  private static <T> T once(@Nullable T before, T now) {
    if (before != null) {
      throw ProtoReader.malformed();
    }
    return now;
  }

  /** The value of Android's attribute with that resource id; a plain text as one without more. */
  @Nullable ProtoItem android(int resourceId) {
    for (Attribute attribute : attributes) {
      if (attribute.resourceId() == resourceId) {
        return sound(attribute);
      }
    }
    return null;
  }

  /** The text of an attribute that is outside all namespaces. */
  @Nullable String plain(String wanted) {
    for (Attribute attribute : attributes) {
      if ((attribute.namespace() == null || attribute.namespace().isEmpty())
          && wanted.equals(attribute.name())) {
        return attribute.value();
      }
    }
    return null;
  }

  /** Some readers take the text, some the compiled number: they must be the same. */
  private static ProtoItem sound(Attribute attribute) {
    ProtoItem item = attribute.item();
    String value = attribute.value();
    if (item == null || (item.reference() == 0 && item.text() == null && item.number() == null)) {
      return new ProtoItem(0, value, null);
    }
    Integer number = item.number();
    if (value != null
        && number != null
        && value.matches("-?\\d{1,10}")
        && Long.parseLong(value) != number) {
      throw ProtoReader.malformed();
    }
    return item;
  }
}
