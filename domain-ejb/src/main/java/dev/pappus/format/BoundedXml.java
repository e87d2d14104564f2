package dev.pappus.format;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks over an XML file out of a package without building it, and refuses one with a document type
 * definition. Names are without their namespaces.
 */
public final class BoundedXml {
  /** A text longer than this tells us nothing. */
  private static final int MAX_TEXT_LENGTH = 4 * PackageFacts.MAX_TEXT_LENGTH;

  private final ArchiveLimits limits;
  private final Sink sink;
  private final Deque<Open> open = new ArrayDeque<>();

  /** Gets every element when it ends, those within before those around. */
  public interface Sink {
    /**
     * @param path of names from the root on: {@code Package/Properties/Logo}
     * @param attributes by name
     * @param text of the element itself, as far as we keep it
     */
    void element(String path, Map<String, String> attributes, String text);
  }

  private record Open(String path, Map<String, String> attributes, StringBuilder text) {}

  private BoundedXml(ArchiveLimits limits, Sink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /**
   * Walks over a file whose size is already bounded.
   *
   * @throws UnreadablePackageException MALFORMED_MANIFEST if it is no sound XML or has a document
   *     type definition, CONTENT_LIMIT if it nests too deep
   */
  public static void walk(byte[] file, ArchiveLimits limits, Sink sink) {
    // the JDK's own, as servers bring others
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
      new BoundedXml(limits, sink).walk(reader);
      reader.close();
    } catch (XMLStreamException | MissingResourceException broken) {
      // the latter: the JDK lacks its own words for a wrong character in a document type definition
      throw malformed();
    }
  }

  private void walk(XMLStreamReader reader) throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw malformed();
        case XMLStreamConstants.START_ELEMENT -> start(reader);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
        case XMLStreamConstants.END_ELEMENT -> {
          Open ended = open.pop();
          sink.element(ended.path(), ended.attributes(), ended.text().toString().strip());
        }
        default -> {
          // comments and instructions
        }
      }
    }
  }

  private void start(XMLStreamReader reader) {
    TimeLimit.check();
    if (open.size() == limits.maxDepth()) {
      throw UnreadablePackageException.tooDeep(limits.maxDepth());
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    String name = reader.getLocalName();
    String path =
        name.length() > PackageFacts.MAX_TEXT_LENGTH
            ? "?"
            : (open.isEmpty() ? "" : open.element().path() + "/") + name;
    open.push(new Open(path, attributes, new StringBuilder()));
  }

  private void text(XMLStreamReader reader) {
    StringBuilder text = open.element().text();
    int room = MAX_TEXT_LENGTH - text.length();
    text.append(
        reader.getTextCharacters(), reader.getTextStart(), Math.min(room, reader.getTextLength()));
  }

  /** The refusal of a file that is not what it has to be. */
  public static UnreadablePackageException malformed() {
    return new UnreadablePackageException(
        PackageDefect.MALFORMED_MANIFEST, "The package's description is no sound XML.");
  }
}
