package dev.pappus.format;

import com.dd.plist.BinaryPropertyListParser;
import com.dd.plist.NSArray;
import com.dd.plist.NSDate;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import com.dd.plist.PropertyListFormatException;
import com.dd.plist.XMLPropertyListParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A property list's top dictionary, binary or XML. A value of an unexpected type counts as absent.
 *
 * <p>The old text form is not read: no build tool writes it into a package. XML may name Apple's
 * DTD but not declare entities; it is UTF-8, or UTF-16 where that shows, whatever it declares.
 */
public final class PropertyList {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final NSDictionary top;

  private PropertyList(NSDictionary top) {
    this.top = top;
  }

  /**
   * Reads a file whose size is already bounded.
   *
   * @throws UnreadablePackageException MALFORMED_PLIST if it is none, CONTENT_LIMIT if it nests too
   *     deep
   */
  public static PropertyList parse(byte[] file, ArchiveLimits limits) {
    try {
      if (parseAny(file, limits.maxDepth()) instanceof NSDictionary dictionary) {
        return new PropertyList(dictionary);
      }
      throw malformed();
    } catch (UnreadablePackageException refusal) {
      throw refusal;
    } catch (PropertyListFormatException
        | IOException
        | SAXException
        | ParserConfigurationException
        | RuntimeException
        | StackOverflowError broken) {
      // The library meets damaged offsets and lengths with whatever exception they lead to.
      throw malformed();
    }
  }

  private static NSObject parseAny(byte[] file, int maxDepth)
      throws PropertyListFormatException, IOException, SAXException, ParserConfigurationException {
    if (startsWith(file, "bplist")) {
      if (!BinaryListCheck.isSound(file, maxDepth)) {
        throw malformed();
      }
      return BinaryPropertyListParser.parse(file);
    }
    String xml = text(file);
    if (xml.contains("<!ENTITY")) {
      throw malformed();
    }
    // The library's builder refuses external entities; without a handler it would print what is
    // wrong, with text out of the package, to the server's standard error.
    DocumentBuilder builder = XMLPropertyListParser.getDocBuilder();
    builder.setErrorHandler(new DefaultHandler());
    Document document = builder.parse(new InputSource(new StringReader(xml)));
    checkDepth(document, maxDepth);
    return XMLPropertyListParser.parse(document);
  }

  /**
   * The tree stands already, built without recursion; the library walks it with. What nests are
   * elements in elements, not counting the outermost, which is no part of the list.
   */
  private static void checkDepth(Document document, int maxDepth) {
    int depth = 0;
    Node node = document.getDocumentElement();
    while (node != null) {
      Node next = firstElement(node.getFirstChild());
      if (next != null && depth++ > maxDepth) {
        throw UnreadablePackageException.tooDeep(maxDepth);
      }
      while (next == null && node != null) {
        next = firstElement(node.getNextSibling());
        if (next == null) {
          node = node.getParentNode();
          depth--;
        }
      }
      node = next;
    }
  }

  private static @Nullable Node firstElement(@Nullable Node from) {
    Node node = from;
    while (node != null && node.getNodeType() != Node.ELEMENT_NODE) {
      node = node.getNextSibling();
    }
    return node;
  }

  /**
   * What is searched is what is parsed: given bytes, a parser follows the encoding that they
   * declare, in which entities could hide from the search.
   */
  private static String text(byte[] file) throws CharacterCodingException {
    String text = encoding(file).newDecoder().decode(ByteBuffer.wrap(file)).toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static Charset encoding(byte[] file) {
    boolean wide =
        file.length > 1 && (file[0] == 0 || file[1] == 0 || file[0] == -1 || file[0] == -2);
    if (!wide) {
      return StandardCharsets.UTF_8;
    }
    return file[0] == -1 || file[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static boolean startsWith(byte[] file, String ascii) {
    byte[] start = ascii.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < start.length; i++) {
      if (i >= file.length || file[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  public boolean has(String key) {
    return top.containsKey(key);
  }

  public @Nullable String text(String key) {
    return top.get(key) instanceof NSString string ? string.getContent() : null;
  }

  public @Nullable PropertyList dictionary(String key) {
    return top.get(key) instanceof NSDictionary dictionary ? new PropertyList(dictionary) : null;
  }

  public List<String> keys() {
    return List.copyOf(top.keySet());
  }

  /** Whether the value is a truth value and true. */
  public boolean flag(String key) {
    return top.get(key) instanceof NSNumber number && number.isBoolean() && number.boolValue();
  }

  /** A date between 1970 and 9999: others cannot be written as RFC 3339. */
  public @Nullable Instant time(String key) {
    if (top.get(key) instanceof NSDate date) {
      Instant time = date.getDate().toInstant();
      return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
    }
    return null;
  }

  public boolean hasList(String key) {
    return top.get(key) instanceof NSArray;
  }

  /** The dictionaries of an array; empty if it is none. */
  public List<PropertyList> dictionaries(String key) {
    List<PropertyList> list = new ArrayList<>();
    if (top.get(key) instanceof NSArray array) {
      for (NSObject item : array.getArray()) {
        if (item instanceof NSDictionary dictionary) {
          list.add(new PropertyList(dictionary));
        }
      }
    }
    return list;
  }

  /** The texts and numbers of an array; empty if it is none. */
  public List<String> list(String key) {
    List<String> list = new ArrayList<>();
    if (top.get(key) instanceof NSArray array) {
      for (NSObject item : array.getArray()) {
        if (item instanceof NSString string) {
          list.add(string.getContent());
        } else if (item instanceof NSNumber number && number.isInteger()) {
          list.add(Long.toString(number.longValue()));
        }
      }
    }
    return list;
  }

  private static UnreadablePackageException malformed() {
    return new UnreadablePackageException(
        PackageDefect.MALFORMED_PLIST, "The app's Info.plist is no sound property list.");
  }
}
