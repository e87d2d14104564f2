package dev.pappus.format.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.NamelessFormatContract;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class PkgFormatTest extends NamelessFormatContract {
  private static final String FILE =
      "<file id='1'><name>Distribution</name><data><length>80</length><encoding style='x'/>"
          + "<offset>20</offset><size>9999999</size></data></file>";
  private static final String SIGNATURE =
      "<signature style='RSA'><offset>20</offset><size>80</size><KeyInfo/></signature>";
  private static final String CHECKSUM =
      "<checksum style='sha1'><offset>0</offset><size>20</size></checksum>";

  @Override
  protected PackageFormat format() {
    return new PkgFormat();
  }

  @Override
  protected String system() {
    return "macos";
  }

  @Override
  protected byte[] sample() {
    return pkg(toc(CHECKSUM + FILE), 100);
  }

  private static String toc(String content) {
    return "<?xml version='1.0' encoding='UTF-8'?><xar><toc>" + content + "</toc></xar>";
  }

  /** A table of contents that names a file, a checksum and a signature. */
  static byte[] tableWithAll() {
    return toc(CHECKSUM + SIGNATURE + FILE).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pkg(String toc, int heap) {
    return pkg(toc.getBytes(StandardCharsets.UTF_8), heap);
  }

  static byte[] pkg(byte[] plain, int heap) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
      deflate.write(plain);
    } catch (java.io.IOException inMemory) {
      throw new IllegalStateException(inMemory);
    }
    return pkg(packed.toByteArray(), packed.size(), plain.length, heap);
  }

  private static byte[] pkg(byte[] packed, long packedLength, long plainLength, int heap) {
    return ByteBuffer.allocate(28 + packed.length + heap)
        .put("xar!".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 28)
        .putShort((short) 1)
        .putLong(packedLength)
        .putLong(plainLength)
        .putInt(1)
        .put(packed)
        .array();
  }

  @Test
  void seesThatThereIsASignature() {
    assertThat(inspect(pkg(toc(CHECKSUM + SIGNATURE), 100)).facts())
        .containsEntry("signaturePresent", "true");
  }

  @Test
  void refusesATableOfContentsOfGiantLengthUnread() {
    for (long length : new long[] {1L << 40, Long.MAX_VALUE, -1}) {
      assertDefect(pkg(new byte[10], 10, length, 0), PackageDefect.ARCHIVE_LIMIT);
      assertDefect(pkg(new byte[10], length, 10, 0), PackageDefect.ARCHIVE_LIMIT);
    }
  }

  @Test
  void refusesATableOfContentsThatUnpacksToLessThanItClaims() {
    byte[] whole = pkg(toc(FILE), 100);
    ByteBuffer.wrap(whole).putLong(16, 5000);

    assertDefect(whole, PackageDefect.TRUNCATED_ARCHIVE);
  }

  @Test
  void refusesAFileThatLiesBehindTheEnd() {
    String far = "<file><data><length>1</length><offset>999999999999999999</offset></data></file>";

    assertDefect(pkg(toc(far), 100), PackageDefect.TRUNCATED_ARCHIVE);
  }

  @Test
  void refusesATableWithADocumentType() {
    assertDefect(
        pkg("<!DOCTYPE xar [<!ENTITY a 'b'>]><xar>&a;</xar>", 0), PackageDefect.MALFORMED_MANIFEST);
    // for which the JDK's parser has no words; found by fuzzing
    assertDefect(pkg("<!DOCTYPE xar [\0 \"x\">", 0), PackageDefect.MALFORMED_MANIFEST);
  }

  @Test
  void refusesATableThatNestsWithoutEnd() {
    String deep = "<file>".repeat(50_000) + "</file>".repeat(50_000);

    assertDefect(pkg(toc(deep), 0), PackageDefect.CONTENT_LIMIT);
  }

  private void assertDefect(byte[] pkg, PackageDefect defect) {
    assertThatThrownBy(() -> inspect(pkg)).extracting("defect").isEqualTo(defect);
  }
}
