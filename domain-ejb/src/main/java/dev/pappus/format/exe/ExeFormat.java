package dev.pappus.format.exe;

import dev.pappus.format.FactText;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageFormat;
import dev.pappus.format.UnreadablePackageException;
import dev.pappus.shared.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program of Windows (Microsoft, "PE Format"). Only headers are read: name and version are the
 * uploader's.
 */
@ApplicationScoped
public class ExeFormat implements PackageFormat {
  private static final int DOS_HEADER_LENGTH = 64;

  /** "MS-DOS Stub": where the place of the signature stands. */
  private static final int SIGNATURE_PLACE = 0x3c;

  private static final int FILE_HEADER_LENGTH = 24;
  private static final int SECTION_LENGTH = 40;

  /** "COFF File Header": the loader takes no more. */
  private static final int MAX_SECTIONS = 96;

  private static final int PE32 = 0x10b;
  private static final int PE32_PLUS = 0x20b;

  /** "Optional Header Data Directories": the certificate table is the fifth. */
  private static final int CERTIFICATES = 4;

  @Override
  public String name() {
    return "exe";
  }

  @Override
  public Platform platform() {
    return Platform.FILE;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.length() >= DOS_HEADER_LENGTH
        && file.says(0, "MZ")
        && file.says(headers(file), "PE\0\0");
  }

  private static long headers(PackageFile file) {
    return Integer.toUnsignedLong(file.bytes(SIGNATURE_PLACE, 4).getInt());
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    long at = headers(file);
    ByteBuffer header = part(file, at, FILE_HEADER_LENGTH);
    int sections = Short.toUnsignedInt(header.getShort(6));
    int optionalLength = Short.toUnsignedInt(header.getShort(20));
    if (sections > MAX_SECTIONS) {
      throw damaged();
    }
    ByteBuffer optional = part(file, at + FILE_HEADER_LENGTH, optionalLength);
    requireSections(file, at + FILE_HEADER_LENGTH + optionalLength, sections);
    Map<String, String> facts = new LinkedHashMap<>();
    FactText.put(facts, PackageFact.SYSTEM, "windows");
    FactText.put(facts, PackageFact.ARCHITECTURES, architecture(header.getShort(4)));
    FactText.put(
        facts, PackageFact.SIGNATURE_PRESENT, Boolean.toString(hasSignature(file, optional)));
    return PackageFacts.nameless(name(), facts);
  }

  /** "Machine Types", in the words of Microsoft's package manifests. */
  private static @Nullable String architecture(short machine) {
    return switch (Short.toUnsignedInt(machine)) {
      case 0x14c -> "x86";
      case 0x8664 -> "x64";
      case 0x1c0, 0x1c4 -> "arm";
      case 0xaa64 -> "arm64";
      default -> null;
    };
  }

  private static void requireSections(PackageFile file, long at, int sections) {
    ByteBuffer table = part(file, at, sections * SECTION_LENGTH);
    for (int i = 0; i < sections; i++) {
      long length = Integer.toUnsignedLong(table.getInt(i * SECTION_LENGTH + 16));
      long offset = Integer.toUnsignedLong(table.getInt(i * SECTION_LENGTH + 20));
      if (length > 0 && offset + length > file.length()) {
        throw damaged();
      }
    }
  }

  private static boolean hasSignature(PackageFile file, ByteBuffer optional) {
    int kind = optional.limit() < 2 ? 0 : Short.toUnsignedInt(optional.getShort(0));
    int directories =
        switch (kind) {
          case PE32 -> 96;
          case PE32_PLUS -> 112;
          default -> throw damaged();
        };
    int entry = directories + CERTIFICATES * 8;
    if (optional.limit() < entry + 8 || optional.getInt(directories - 4) <= CERTIFICATES) {
      return false;
    }
    long offset = Integer.toUnsignedLong(optional.getInt(entry));
    long length = Integer.toUnsignedLong(optional.getInt(entry + 4));
    if (offset + length > file.length()) {
      throw damaged();
    }
    return length > 0;
  }

  private static ByteBuffer part(PackageFile file, long offset, int length) {
    if (offset > file.length() - length) {
      throw damaged();
    }
    return file.bytes(offset, length);
  }

  private static UnreadablePackageException damaged() {
    return new UnreadablePackageException(
        PackageDefect.TRUNCATED_ARCHIVE, "The program is cut off or damaged.");
  }
}
