package dev.pappus.format.dmg;

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
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A disk image of macOS: known by its trailer, which is not documented but stands in Apple's open
 * sources (Security, {@code diskimagerep.h}, {@code UDIFFileHeader}). What lies in the image is
 * packed in a way of its own and left closed, so name and version are the uploader's.
 */
@ApplicationScoped
public class DmgFormat implements PackageFormat {
  private static final int TRAILER_LENGTH = 512;
  private static final int VERSION = 4;
  private static final int DATA_FORK = 24;
  private static final int RESOURCE_FORK = 40;
  private static final int XML = 216;
  private static final int SIGNATURE = 296;

  @Override
  public String name() {
    return "dmg";
  }

  @Override
  public Platform platform() {
    return Platform.FILE;
  }

  @Override
  public boolean recognises(PackageFile file) {
    return file.says(file.length() - TRAILER_LENGTH, "koly");
  }

  @Override
  public PackageFacts inspect(PackageFile file) {
    ByteBuffer trailer =
        file.bytes(file.length() - TRAILER_LENGTH, TRAILER_LENGTH).order(ByteOrder.BIG_ENDIAN);
    if (trailer.getInt(4) != VERSION || trailer.getInt(8) != TRAILER_LENGTH) {
      throw new UnreadablePackageException(
          PackageDefect.INVALID_FIELD, "The disk image is of a version that is not known.");
    }
    long end = file.length() - TRAILER_LENGTH;
    for (int range : new int[] {DATA_FORK, RESOURCE_FORK, XML, SIGNATURE}) {
      long offset = trailer.getLong(range);
      long length = trailer.getLong(range + 8);
      if (length < 0 || offset < 0 || (length > 0 && offset > end - length)) {
        throw new UnreadablePackageException(
            PackageDefect.TRUNCATED_ARCHIVE, "The disk image is cut off or damaged.");
      }
    }
    Map<String, String> facts = new LinkedHashMap<>();
    FactText.put(facts, PackageFact.SYSTEM, "macos");
    FactText.put(
        facts, PackageFact.SIGNATURE_PRESENT, Boolean.toString(trailer.getLong(SIGNATURE + 8) > 0));
    return PackageFacts.nameless(name(), facts);
  }
}
