package dev.pappus.format.hap;

import dev.pappus.format.CmsContent;
import dev.pappus.format.CmsSigners;
import dev.pappus.format.FactText;
import dev.pappus.format.PackageFact;
import dev.pappus.format.PackageFile;
import dev.pappus.format.PackageWarning;
import dev.pappus.format.UnreadablePackageException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signing block of a module or a bundle of them, which lies right before the directory of the
 * archive (OpenHarmony, developtools_hapsigner, {@code HapUtils}): a table of parts, the parts, and
 * a header at its end. One part is the signature, one the profile that says on which devices the
 * app runs; each is a CMS SignedData.
 *
 * <p>It is shown and not trusted: neither of the two signatures is checked. The ids of devices are
 * personal data and stay in the package; only their number is told.
 */
final class HapSignature {
  /** Of the present version and those before it. */
  private static final List<String> MAGIC = List.of("<hap sign block>", "HAP Sig Block 42");

  private static final int HEADER_LENGTH = 32;
  private static final int MAGIC_OFFSET = 12;
  private static final int PART_LENGTH = 12;

  /** The signing tool takes no more. */
  private static final int MAX_PARTS = 10;

  private static final int SIGNATURE = 0x20000000;
  private static final int PROFILE = 0x20000002;

  private final PackageFile file;
  private final boolean present;
  private byte @Nullable [] signature;
  private byte @Nullable [] profile;

  private HapSignature(PackageFile file) {
    this.file = file;
    long end = file.directoryOffset();
    present =
        MAGIC.stream().anyMatch(magic -> file.says(end - HEADER_LENGTH + MAGIC_OFFSET, magic));
    if (present) {
      readParts(end);
    }
  }

  static HapSignature of(PackageFile file) {
    return new HapSignature(file);
  }

  private void readParts(long end) {
    ByteBuffer header = file.bytes(end - HEADER_LENGTH, HEADER_LENGTH);
    int count = header.getInt(0);
    long length = header.getLong(4);
    if (count < 0
        || count > MAX_PARTS
        || length < HEADER_LENGTH + count * PART_LENGTH
        || length > Math.min(end, file.limits().maxSigningBlockBytes())) {
      return;
    }
    ByteBuffer block = file.bytes(end - length, (int) length);
    for (int at = 0; at < count * PART_LENGTH; at += PART_LENGTH) {
      byte[] part = part(block, block.getInt(at + 8), block.getInt(at + 4));
      switch (block.getInt(at)) {
        case SIGNATURE -> signature = part;
        case PROFILE -> profile = part;
        default -> {
          // what else devices look at
        }
      }
    }
  }

  private static byte @Nullable [] part(ByteBuffer block, int offset, int length) {
    if (offset < 0 || length < 0 || offset > block.limit() - length) {
      return null;
    }
    byte[] part = new byte[length];
    block.get(offset, part);
    return part;
  }

  /**
   * Adds its facts.
   *
   * @param now decides whether the profile has expired
   * @return the warnings that follow from it
   */
  List<PackageWarning> addTo(Map<String, String> facts, Instant now) {
    FactText.put(facts, PackageFact.SIGNATURE_PRESENT, Boolean.toString(present));
    if (!present) {
      return List.of(PackageWarning.UNSIGNED);
    }
    if (signature != null) {
      FactText.putList(facts, PackageFact.SIGNER_CERTIFICATES, CmsSigners.sha256(signature));
    }
    BoundedJson json = profile == null ? null : json(profile);
    if (json == null) {
      return profile == null ? List.of() : List.of(PackageWarning.UNREADABLE_PROFILE);
    }
    return addProfile(json, facts, now);
  }

  private @Nullable BoundedJson json(byte[] cms) {
    byte[] content = CmsContent.of(cms);
    try {
      return content == null ? null : BoundedJson.parse(content, file.limits());
    } catch (UnreadablePackageException damaged) {
      return null;
    }
  }

  /** OpenHarmony, "HarmonyAppProvision configuration file". */
  private static List<PackageWarning> addProfile(
      BoundedJson profile, Map<String, String> facts, Instant now) {
    List<PackageWarning> warnings = new ArrayList<>();
    FactText.put(facts, PackageFact.PROFILE_KIND, profile.text("type"));
    FactText.put(
        facts, PackageFact.PROFILE_BUNDLE_NAME, profile.child("bundle-info").text("bundle-name"));
    long seconds = profile.child("validity").id("not-after");
    if (seconds > 0) {
      Instant expires = Instant.ofEpochSecond(seconds);
      FactText.put(facts, PackageFact.PROFILE_EXPIRES, expires.toString());
      if (!expires.isAfter(now)) {
        warnings.add(PackageWarning.EXPIRED_PROFILE);
      }
    }
    if (profile.child("debug-info").has("device-ids")) {
      int devices = profile.child("debug-info").texts("device-ids").size();
      FactText.put(facts, PackageFact.PROFILE_DEVICES, Integer.toString(devices));
    }
    return warnings;
  }
}
