package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;

import com.android.apksig.apk.ApkFormatException;
import com.android.apksig.apk.ApkUtils;
import com.android.apksig.internal.zip.CentralDirectoryRecord;
import com.android.apksig.internal.zip.ZipUtils;
import com.android.apksig.util.DataSource;
import com.android.apksig.util.DataSources;
import com.android.apksig.zip.ZipFormatException;
import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.InspectorFixture;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.shared.problem.DomainException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two readers look into a package: ours for the facts, the signature library's for the signature.
 * No file may give the facts of one package and the signature of another.
 */
class ApkReadersTest {
  private static final String SIGNED = "org.example.signed";
  private static final int END_LENGTH = 22;
  private static final int ROUNDS = 4000;

  @TempDir Path folder;

  private static byte[] signed = {};
  private static byte[] other = {};

  /** A file made of two. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Made(String how, byte[] bytes) {

    @Override
    public String toString() {
      return how;
    }
  }

  @BeforeAll
  static void makeTwoPackages() throws Exception {
    signed = new SignerFixture().sign(ApkFixture.app(SIGNED).minSdk(21).bytes());
    other = ApkFixture.app("org.example.other").minSdk(21).bytes();
  }

  static Stream<Made> made() {
    byte[] shifted = moved(signed, other.length);
    byte[] before = joined(other, shifted);
    byte[] between =
        joined(
            part(signed, 0, directory(signed)),
            part(other, 0, directory(other)),
            part(moved(signed, 0, directory(other)), directory(signed), signed.length));
    return Stream.of(
        new Made("the other one before it", joined(other, signed)),
        new Made("the other one behind it", joined(signed, other)),
        new Made("the other one before it, places corrected", before),
        new Made("the other one between its files and its directory", between),
        new Made("the other one, places corrected, behind it", withMoved(signed, other)),
        new Made("the other one as its comment", withComment(signed, moved(other, signed.length))),
        new Made("the other one's end as its comment", withComment(signed, end(other))),
        new Made("its own end as its comment", withComment(signed, end(signed))),
        new Made("the other one's directory by ZIP64", withZip64(false)),
        new Made("the other one's directory by ZIP64, places escaped", withZip64(true)));
  }

  @ParameterizedTest
  @MethodSource("made")
  void neverTakesTheSignatureOfAnotherPackage(Made file) throws IOException {
    PackageFacts facts;
    try {
      facts =
          InspectorFixture.with(List.of(new ApkFormat()))
              .inspect(Files.write(folder.resolve("made"), file.bytes()), "made.apk");
    } catch (DomainException refused) {
      return;
    }

    if (!SIGNED.equals(facts.bundleId())) {
      assertThat(facts.facts())
          .doesNotContainEntry("signatureVerifies", "true")
          .doesNotContainKey("signers");
    }
  }

  @Test
  void seesTheSameEntriesAsTheLibraryInWhateverItTakes() throws IOException {
    Random random = new Random(20261129);
    int from = directory(signed) - 40;
    int both = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = signed.clone();
      for (int i = 0; i <= round % 3; i++) {
        changed[from + random.nextInt(changed.length - from)] = (byte) random.nextInt(256);
      }
      both += agree(changed) ? 1 : 0;
    }

    assertThat(both).isGreaterThan(ROUNDS / 100);
  }

  /** Whether both take it; fails where they take it for different packages. */
  private boolean agree(byte[] bytes) throws IOException {
    DataSource source = DataSources.asDataSource(ByteBuffer.wrap(bytes));
    try (PackageFile file =
        PackageFile.open(Files.write(folder.resolve("changed"), bytes), ArchiveLimits.standard())) {
      ApkUtils.ZipSections sections = ApkUtils.findZipSections(source);
      List<String> names =
          ZipUtils.parseZipCentralDirectory(source, sections).stream()
              .map(CentralDirectoryRecord::getName)
              .toList();
      ByteBuffer manifest = ApkUtils.getAndroidManifest(source);

      assertThat(sections.getZipCentralDirectoryOffset()).isEqualTo(file.directoryOffset());
      assertThat(names).hasSize(file.names().size());
      assertThat(manifest)
          .isEqualTo(file.read("AndroidManifest.xml", 1 << 20).map(ByteBuffer::wrap).orElseThrow());
      return true;
    } catch (DomainException | ZipFormatException | ApkFormatException refused) {
      return false;
    }
  }

  private static int directory(byte[] zip) {
    return little(zip).getInt(zip.length - 6);
  }

  private static byte[] end(byte[] zip) {
    return part(zip, zip.length - END_LENGTH, zip.length);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] moved(byte[] zip, int by) {
    return moved(zip, by, by);
  }

  /** The archive with other places: of its entries, and of its directory. */
  private static byte[] moved(byte[] zip, int entriesBy, int directoryBy) {
    byte[] moved = zip.clone();
    ByteBuffer buffer = little(moved);
    for (int at = directory(zip); at < zip.length - END_LENGTH; ) {
      buffer.putInt(at + 42, buffer.getInt(at + 42) + entriesBy);
      at += 46 + buffer.getShort(at + 28) + buffer.getShort(at + 30) + buffer.getShort(at + 32);
    }
    buffer.putInt(zip.length - 6, directory(zip) + directoryBy);
    return moved;
  }

  private static byte[] withMoved(byte[] first, byte[] second) {
    return joined(first, moved(second, first.length));
  }

  private static byte[] withComment(byte[] zip, byte[] comment) {
    byte[] longer = joined(zip, comment);
    little(longer).putShort(zip.length - 2, (short) comment.length);
    return longer;
  }

  /** Files of both, the directories of both, ZIP64 records that name the other one's. */
  private static byte[] withZip64(boolean escaped) {
    int shift = directory(signed);
    byte[] others = moved(other, shift);
    byte[] own = part(signed, directory(signed), signed.length - END_LENGTH);
    byte[] theirs = part(others, directory(other), other.length - END_LENGTH);
    byte[] files = joined(part(signed, 0, shift), part(other, 0, directory(other)));
    int place = files.length + own.length;
    short count = little(end(other)).getShort(10);
    byte[] ends = new byte[56 + 20 + END_LENGTH];
    ByteBuffer records = little(ends);
    records.putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0);
    records.putLong(count).putLong(count).putLong(theirs.length).putLong(place);
    records.putInt(0x07064b50).putInt(0).putLong((long) place + theirs.length).putInt(1);
    records.putInt(0x06054b50).putInt(0).putShort((short) -1).putShort((short) -1);
    records.putInt(escaped ? -1 : own.length).putInt(escaped ? -1 : files.length);
    return joined(files, own, theirs, ends);
  }
}
