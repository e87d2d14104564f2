package dev.pappus.format.pkg;

import dev.pappus.format.BoundedXml;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFile;
import dev.pappus.format.UnreadablePackageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What the table of contents of a xar archive says (the header and the compressed XML of {@code
 * xar.h} and "xar file format" in its documentation).
 *
 * @param end where the last of all files in it ends
 * @param signed whether it has a signature
 */
record XarContents(long end, boolean signed) {
  static final String MAGIC = "xar!";
  private static final int HEADER_LENGTH = 28;
  private static final int MAX_HEADER_LENGTH = 4096;

  /**
   * Reads it.
   *
   * @throws UnreadablePackageException if it is cut, damaged, or longer than a description may be
   */
  static XarContents of(PackageFile file) {
    if (file.length() < HEADER_LENGTH) {
      throw truncated();
    }
    ByteBuffer header = file.bytes(0, HEADER_LENGTH).order(ByteOrder.BIG_ENDIAN);
    int headerLength = Short.toUnsignedInt(header.getShort(4));
    long packed = header.getLong(8);
    long unpacked = header.getLong(16);
    if (headerLength < HEADER_LENGTH || headerLength > MAX_HEADER_LENGTH) {
      throw truncated();
    }
    int most = file.limits().maxDescriptionBytes();
    if (packed < 0 || packed > most || unpacked < 0 || unpacked > most) {
      throw new UnreadablePackageException(
          PackageDefect.ARCHIVE_LIMIT,
          "The installer package's table of contents is larger than it may be.");
    }
    if (packed > file.length() - headerLength) {
      throw truncated();
    }
    byte[] table =
        inflate(file.bytes(headerLength, (int) packed).array(), new byte[(int) unpacked]);
    Reader reader = new Reader();
    BoundedXml.walk(table, file.limits(), reader);
    long heap = headerLength + packed;
    return new XarContents(heap + reader.end, reader.signed);
  }

  private static byte[] inflate(byte[] packed, byte[] target) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int done = 0;
      while (done < target.length) {
        int count = inflater.inflate(target, done, target.length - done);
        if (count == 0) {
          throw truncated();
        }
        done += count;
      }
      return target;
    } catch (DataFormatException damaged) {
      throw truncated();
    } finally {
      inflater.end();
    }
  }

  /** Keeps how far the elements that stand for bytes behind the table reach. */
  private static final class Reader implements BoundedXml.Sink {
    private long offset;
    private long length;
    private long size;
    private long end;
    private boolean signed;

    @Override
    public void element(String path, Map<String, String> attributes, String text) {
      switch (path.substring(path.lastIndexOf('/') + 1)) {
        case "offset" -> offset = number(text);
        case "length" -> length = number(text);
        case "size" -> size = number(text);
        // of packed files the size is that of the unpacked
        case "data", "ea" -> reach(length);
        case "checksum" -> reach(path.equals("xar/toc/checksum") ? size : 0);
        case "signature", "x-signature" -> {
          signed = true;
          reach(size);
        }
        default -> {
          // what files are called, and whose they are
        }
      }
    }

    private void reach(long bytes) {
      end = Math.max(end, bytes == 0 ? 0 : offset + bytes);
      offset = 0;
      length = 0;
      size = 0;
    }

    /** Two of these make no overflow. */
    private static long number(String text) {
      return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
  }

  private static UnreadablePackageException truncated() {
    return new UnreadablePackageException(
        PackageDefect.TRUNCATED_ARCHIVE, "The installer package is cut off or damaged.");
  }
}
