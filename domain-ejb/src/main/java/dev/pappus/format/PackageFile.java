package dev.pappus.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An uploaded package, opened for reading: the only way to its bytes, and the holder of all limits.
 *
 * <p>Why not {@code java.util.zip.ZipFile}: it does not tell where an entry's bytes lie, so entries
 * that share bytes could only be found by a second reader of the directory, and two readers can
 * disagree. This one reads the central directory once, refuses what different readers would
 * understand differently, and inflates with the JDK's {@link Inflater}.
 */
public final class PackageFile implements AutoCloseable {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Deflate cannot do better than 1032 : 1 (zlib's technical notes); more is a lie. */
  private static final long MAX_DEFLATE_RATIO = 1032;

  private final PackageBytes source;
  private final Closeable open;
  private final ArchiveLimits limits;
  private final Map<String, ZipEntryRecord> entries;
  private final boolean archive;
  private final long directoryOffset;
  private final long length;

  private PackageFile(PackageBytes source, Closeable open, ArchiveLimits limits)
      throws IOException {
    this.source = source;
    this.open = open;
    this.limits = limits;
    ZipDirectory.Contents contents = ZipDirectory.read(source, limits);
    this.archive = contents.archive();
    this.entries = contents.entries();
    this.directoryOffset = contents.offset();
    this.length = source.length();
  }

  /**
   * Opens and checks a file.
   *
   * @throws EmptyFileException if it has no bytes
   * @throws UnreadablePackageException if it begins as a zip archive and that is broken, ambiguous
   *     or over a limit
   */
  public static PackageFile open(Path path, ArchiveLimits limits) throws IOException {
    return open(Files.newByteChannel(path, StandardOpenOption.READ), limits);
  }

  /**
   * Checks a file that is open, and takes it over: it is closed with this one, or at a failure.
   *
   * @throws EmptyFileException as above
   * @throws UnreadablePackageException as above
   */
  public static PackageFile open(SeekableByteChannel channel, ArchiveLimits limits)
      throws IOException {
    try {
      if (channel.size() == 0) {
        throw new EmptyFileException();
      }
      return new PackageFile(new PackageBytes.Stretch(channel, 0, channel.size()), channel, limits);
    } catch (IOException | RuntimeException | Error failure) {
      channel.close();
      throw failure;
    }
  }

  /** What readers are held to. */
  public ArchiveLimits limits() {
    return limits;
  }

  /** Whether it is a zip archive; else it has no entries, and only its bytes can be read. */
  public boolean isArchive() {
    return archive;
  }

  /** Names of all entries in the order of the central directory; folders end with a slash. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The length an entry claims to have when unpacked; 0 if there is no such entry. */
  public long claimedSize(String name) {
    ZipEntryRecord entry = entries.get(name);
    return entry == null ? 0 : entry.size();
  }

  /** The length of the file itself. */
  public long length() {
    return length;
  }

  /** Where the archive's directory begins; what signs a whole file may lie right before it. */
  public long directoryOffset() {
    return directoryOffset;
  }

  /** Whether these ASCII characters stand there in the file itself. */
  public boolean says(long offset, String ascii) {
    return offset >= 0
        && offset <= length - ascii.length()
        && StandardCharsets.ISO_8859_1
            .decode(bytes(offset, ascii.length()))
            .toString()
            .equals(ascii);
  }

  /**
   * Bytes of the file itself, little-endian.
   *
   * @throws UncheckedIOException if our own disk fails
   */
  public ByteBuffer bytes(long offset, int count) {
    try {
      return source.read(offset, count);
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
  }

  /**
   * Reads an entry whole and checks its length and CRC-32.
   *
   * @param maxBytes its size at most; this much memory is taken at most
   * @return empty if there is no such entry
   * @throws UnreadablePackageException if it is over the limit, damaged or packed in a way that is
   *     not supported
   * @throws UncheckedIOException if our own disk fails
   */
  public Optional<byte[]> read(String name, int maxBytes) {
    ZipEntryRecord entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.size() > maxBytes || entry.size() > MAX_DEFLATE_RATIO * (entry.packedSize() + 1)) {
      throw new UnreadablePackageException(
          PackageDefect.ARCHIVE_LIMIT, "An entry of the package is larger than it may be.");
    }
    byte[] bytes;
    try {
      bytes =
          switch (entry.method()) {
            case STORED -> stored(entry);
            case DEFLATED -> inflated(entry, new byte[(int) entry.size()], true);
            default ->
                throw new UnreadablePackageException(
                    PackageDefect.UNSUPPORTED_COMPRESSION,
                    "An entry of the package is compressed in a way that is not supported.");
          };
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (crc.getValue() != entry.crc()) {
      throw corrupt();
    }
    return Optional.of(bytes);
  }

  /** As {@link #read}, for what is welcome but not needed: a damaged entry counts as absent. */
  public Optional<byte[]> readIfSound(String name, int maxBytes) {
    try {
      return read(name, maxBytes);
    } catch (UnreadablePackageException damaged) {
      return Optional.empty();
    }
  }

  /**
   * The package that an entry is, read where it lies or, if it is packed, unpacked into memory. It
   * need not be closed, and is good as long as this one is open.
   *
   * @return empty if there is no such entry, or it is packed and longer than a table of resources
   *     may be
   * @throws UnreadablePackageException as {@link #open} does, or if the entry is damaged
   */
  public Optional<PackageFile> inner(String name) {
    ZipEntryRecord entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    boolean asItLies = entry.method() == STORED && entry.size() == entry.packedSize();
    if (!asItLies && entry.size() > limits.maxResourcesBytes()) {
      return Optional.empty();
    }
    try {
      if (asItLies) {
        PackageBytes inner = source.stretch(entry.dataOffset(), entry.size());
        return Optional.of(new PackageFile(inner, () -> {}, limits));
      }
      byte[] unpacked = read(name, limits.maxResourcesBytes()).orElseThrow();
      PackageBytes inner = new PackageBytes.Memory(unpacked);
      return Optional.of(new PackageFile(inner, () -> {}, limits.within(unpacked.length)));
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
  }

  /**
   * How an entry begins, for what is welcome but not needed: it is not checked, as the CRC-32 is
   * that of the whole.
   *
   * @param count bytes at most
   * @return shorter if the entry is; empty if there is none, or its beginning is damaged
   */
  public byte[] beginning(String name, int count) {
    ZipEntryRecord entry = entries.get(name);
    if (entry == null) {
      return new byte[0];
    }
    int length = (int) Math.min(count, entry.size());
    try {
      return switch (entry.method()) {
        case STORED ->
            source.read(entry.dataOffset(), (int) Math.min(length, entry.packedSize())).array();
        case DEFLATED -> inflated(entry, new byte[length], false);
        default -> new byte[0];
      };
    } catch (UnreadablePackageException damaged) {
      return new byte[0];
    } catch (IOException ownDisk) {
      throw new UncheckedIOException(ownDisk);
    }
  }

  private byte[] stored(ZipEntryRecord entry) throws IOException {
    if (entry.size() != entry.packedSize()) {
      throw corrupt();
    }
    return source.read(entry.dataOffset(), (int) entry.size()).array();
  }

  /**
   * @param bytes to be filled
   * @param wholly whether they are all of the entry, or its beginning
   */
  private byte[] inflated(ZipEntryRecord entry, byte[] bytes, boolean wholly) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      int done = 0;
      long offset = entry.dataOffset();
      long left = entry.packedSize();
      byte[] overflow = new byte[1];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (left == 0) {
            throw corrupt();
          }
          int length = (int) Math.min(left, 1 << 16);
          inflater.setInput(source.read(offset, length).array());
          offset += length;
          left -= length;
        }
        if (done < bytes.length) {
          done += inflater.inflate(bytes, done, bytes.length - done);
        } else if (!wholly) {
          return bytes;
        } else if (inflater.inflate(overflow) > 0) {
          throw corrupt();
        }
        if (inflater.needsDictionary()) {
          throw corrupt();
        }
      }
      if (done != bytes.length) {
        throw corrupt();
      }
      return bytes;
    } catch (DataFormatException damaged) {
      throw corrupt();
    } finally {
      inflater.end();
    }
  }

  private static UnreadablePackageException corrupt() {
    return new UnreadablePackageException(
        PackageDefect.CORRUPT_ENTRY, "An entry of the package is damaged.");
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
