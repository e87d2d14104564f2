package dev.pappus.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For which processors one of Apple's programs is made, by its first bytes (Apple's {@code
 * mach-o/fat.h}, {@code mach-o/loader.h} and {@code mach/machine.h}).
 */
public final class MachO {
  /** A header and as many parts as are looked at; the header of one part alone is shorter. */
  private static final int HEAD_BYTES = 8 + 20 * 20;

  private static final int FAT = 0xcafebabe;
  private static final int THIN_32 = 0xfeedface;
  private static final int THIN_64 = 0xfeedfacf;
  private static final int FAT_HEADER_LENGTH = 8;
  private static final int FAT_PART_LENGTH = 20;

  /** Java's classes begin with the same four bytes; there the next four are 45 or more. */
  private static final int MAX_PARTS = 20;

  private MachO() {}

  /**
   * The processors in Apple's words ({@code arm64}), in the program's order.
   *
   * @param folder where the program lies, with a slash at its end
   * @param program its name, if it has one
   * @return empty if it is absent, damaged, or no such program
   */
  public static List<String> architectures(
      PackageFile file, String folder, @Nullable String program) {
    if (program == null) {
      return List.of();
    }
    ByteBuffer head = ByteBuffer.wrap(file.beginning(folder + program, HEAD_BYTES));
    Set<String> found = new LinkedHashSet<>();
    if (head.remaining() < 12) {
      return List.of();
    }
    if (head.getInt(0) == FAT) {
      int parts = head.getInt(4);
      for (int i = 0; i < parts && parts <= MAX_PARTS; i++) {
        int at = FAT_HEADER_LENGTH + i * FAT_PART_LENGTH;
        if (at + FAT_PART_LENGTH <= head.limit()) {
          add(found, head.getInt(at), head.getInt(at + 4));
        }
      }
    } else {
      head.order(ByteOrder.LITTLE_ENDIAN);
      if (head.getInt(0) == THIN_32 || head.getInt(0) == THIN_64) {
        add(found, head.getInt(4), head.getInt(8));
      }
    }
    return List.copyOf(found);
  }

  private static void add(Set<String> found, int type, int subtype) {
    String name = name(type, subtype & 0xffffff);
    if (name != null) {
      found.add(name);
    }
  }

  private static @Nullable String name(int type, int subtype) {
    return switch (type) {
      case 7 -> "i386";
      case 0x01000007 -> subtype == 8 ? "x86_64h" : "x86_64";
      case 12 ->
          switch (subtype) {
            case 6 -> "armv6";
            case 9 -> "armv7";
            case 11 -> "armv7s";
            case 12 -> "armv7k";
            default -> "arm";
          };
      case 0x0100000c -> subtype == 2 ? "arm64e" : "arm64";
      case 0x0200000c -> "arm64_32";
      default -> null;
    };
  }
}
