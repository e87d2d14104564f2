package dev.pappus.format.apk;

import dev.pappus.format.PackageFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The APK Signing Block, which lies right before the directory of the archive
 * (source.android.com/docs/security/features/apksigning/v2, "APK Signing Block").
 *
 * @param schemes those it holds a signature of, in order: {@code v2}, {@code v3} …
 * @param bytes all of it; empty if there is none
 * @param tooLarge whether it was left alone for its size
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one check
record SigningBlock(List<String> schemes, byte[] bytes, boolean tooLarge) {
  private static final long MAGIC_LOW = 0x20676953204b5041L;
  private static final long MAGIC_HIGH = 0x3234206b636f6c42L;
  private static final int FOOTER_LENGTH = 24;

  private static final Map<Integer, String> SCHEMES =
      Map.of(0x7109871a, "v2", 0xf05368c0, "v3", 0x1b93ad61, "v3.1", 0x70e1c89f, "v3.2");

  static SigningBlock of(PackageFile file) {
    long end = file.directoryOffset();
    if (end < FOOTER_LENGTH) {
      return new SigningBlock(List.of(), new byte[0], false);
    }
    ByteBuffer footer = file.bytes(end - FOOTER_LENGTH, FOOTER_LENGTH);
    if (footer.getLong(8) != MAGIC_LOW || footer.getLong(16) != MAGIC_HIGH) {
      return new SigningBlock(List.of(), new byte[0], false);
    }
    long length = footer.getLong(0);
    // its length stands before it as well: where the two differ, devices find no block
    if (length < FOOTER_LENGTH
        || length > end - 8
        || file.bytes(end - length - 8, 8).getLong(0) != length) {
      return new SigningBlock(List.of(), new byte[0], false);
    }
    if (length > file.limits().maxSigningBlockBytes()) {
      return new SigningBlock(List.of(), new byte[0], true);
    }
    byte[] bytes = file.bytes(end - length, (int) length).array();
    return new SigningBlock(schemes(bytes), bytes, false);
  }

  /** The block is a row of (length, id, value), where the length counts id and value. */
  private static List<String> schemes(byte[] bytes) {
    ByteBuffer pairs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    pairs.limit(bytes.length - FOOTER_LENGTH);
    TreeSet<String> schemes = new TreeSet<>();
    while (pairs.remaining() >= 12) {
      long length = pairs.getLong();
      if (length < 4 || length > pairs.remaining()) {
        break;
      }
      String scheme = SCHEMES.get(pairs.getInt(pairs.position()));
      if (scheme != null) {
        schemes.add(scheme);
      }
      pairs.position(pairs.position() + (int) length);
    }
    return List.copyOf(schemes);
  }
}
