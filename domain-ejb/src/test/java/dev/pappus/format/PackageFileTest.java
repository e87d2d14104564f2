package dev.pappus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageFileTest {
  private static final byte[] TEXT = "some text, some text".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void readsWhatWasWritten() throws IOException {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    Path path = folder.resolve("x.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("deflated"));
      zip.write(noise);
      zip.putNextEntry(new ZipEntry("a/empty"));
    }

    try (PackageFile file = PackageFile.open(path, ArchiveLimits.standard())) {
      assertThat(file.names()).containsExactly("deflated", "a/empty");
      assertThat(file.read("deflated", 300_000)).hasValue(noise);
      assertThat(file.read("a/empty", 10)).hasValue(new byte[0]);
      assertThat(file.read("absent", 10)).isEmpty();
    }
  }

  @Test
  void readsTheBeginningOfAnEntryThatMayBeAnyLength() throws IOException {
    ZipFixture zip = new ZipFixture().entry("long", new byte[1 << 20]).entry("text", TEXT);
    zip.get("long").packed = Arrays.copyOf(zip.get("long").packed, 200);

    try (PackageFile file = open(zip.bytes())) {
      assertThat(file.beginning("long", 100)).hasSize(100);
      assertThat(file.beginning("text", 3)).isEqualTo(Arrays.copyOf(TEXT, 3));
      assertThat(file.beginning("text", 1 << 20)).isEqualTo(TEXT);
      assertThat(file.beginning("long", 1 << 20)).isEmpty();
      assertThat(file.beginning("absent", 3)).isEmpty();
    }
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> open(new byte[0])).isInstanceOf(EmptyFileException.class);
  }

  @Test
  void opensWhatIsNoArchiveWithoutEntries() throws IOException {
    try (PackageFile file = open("<html>".getBytes(StandardCharsets.US_ASCII))) {
      assertThat(file.isArchive()).isFalse();
      assertThat(file.names()).isEmpty();
      assertThat(file.says(1, "html>")).isTrue();
      assertThat(file.says(2, "html>")).isFalse();
      assertThat(file.says(-1, "<")).isFalse();
    }
  }

  @Test
  void takesNoArchiveBehindOtherBytesForOne() throws IOException {
    byte[] zip = new ZipFixture().entry("a", TEXT).bytes();
    byte[] polyglot = new byte[zip.length + 10];
    System.arraycopy(zip, 0, polyglot, 10, zip.length);

    try (PackageFile file = open(polyglot)) {
      assertThat(file.isArchive()).isFalse();
    }
  }

  @Test
  void refusesBytesAfterTheArchive() {
    refused(PackageDefect.TRUNCATED_ARCHIVE, new ZipFixture().withBytesAfterEnd(new byte[3]));
  }

  @Test
  void refusesBytesBehindTheDirectory() {
    refused(PackageDefect.TRUNCATED_ARCHIVE, new ZipFixture().withBytesBeforeEnd(new byte[9]));
  }

  @Test
  void refusesAWrongCount() {
    refused(PackageDefect.TRUNCATED_ARCHIVE, new ZipFixture().claimingMoreEntries(60_000));
  }

  @Test
  void refusesTwoEntriesOfOneName() {
    refused(PackageDefect.DUPLICATE_ENTRY, new ZipFixture().entry("b", TEXT).entry("b", TEXT));
  }

  @Test
  void refusesAnEncryptedEntry() {
    ZipFixture zip = new ZipFixture();
    zip.add("b", TEXT).flags = 1;

    refused(PackageDefect.ENCRYPTED_ENTRY, zip);
  }

  @Test
  void refusesALocalHeaderOfAnotherName() {
    ZipFixture zip = new ZipFixture();
    zip.add("b", TEXT).localName = new byte[] {'c'};

    refused(PackageDefect.CORRUPT_ENTRY, zip);
  }

  @Test
  void refusesALocalHeaderOfAnotherMethod() {
    ZipFixture zip = new ZipFixture();
    zip.add("b", TEXT).localMethod = 0;

    refused(PackageDefect.CORRUPT_ENTRY, zip);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../b", "a/../../b", "/b", "C:/b", "a\\b", "a\nb", "a\u0000b", "a/.."})
  void refusesUnsafeNames(String name) {
    refused(PackageDefect.UNSAFE_ENTRY, new ZipFixture().entry(name, TEXT));
  }

  @Test
  void refusesANameThatIsTooLong() {
    refused(PackageDefect.ARCHIVE_LIMIT, new ZipFixture().entry("b".repeat(1025), TEXT));
  }

  @Test
  void takesNamesOfAnUnknownEncoding() throws IOException {
    ZipFixture zip = new ZipFixture();
    ZipFixture.Entry entry = zip.add("x", TEXT);
    entry.name = new byte[] {(byte) 0xb2, (byte) 0xe2};
    entry.localName = entry.name;

    try (PackageFile file = open(zip.bytes())) {
      assertThat(file.names()).hasSize(1);
    }
  }

  @Test
  void refusesMoreEntriesThanAllowed() {
    byte[] zip = new ZipFixture().entry("a", TEXT).entry("b", TEXT).entry("c", TEXT).bytes();

    assertThatThrownBy(() -> PackageFile.open(write(zip), LimitsFixture.with("max-entries", 2)))
        .extracting("defect")
        .isEqualTo(PackageDefect.ARCHIVE_LIMIT);
  }

  @Test
  void refusesToExpandMoreThanAllowed() {
    byte[] zip = new ZipFixture().entry("a", TEXT).entry("b", TEXT).bytes();

    assertThatThrownBy(
            () -> PackageFile.open(write(zip), LimitsFixture.with("max-expanded-bytes", 30L)))
        .extracting("defect")
        .isEqualTo(PackageDefect.ARCHIVE_LIMIT);
  }

  @Test
  void refusesAnEntryOverItsLimit() throws IOException {
    try (PackageFile file = open(new ZipFixture().entry("a", TEXT).bytes())) {
      assertThatThrownBy(() -> file.read("a", TEXT.length - 1))
          .extracting("defect")
          .isEqualTo(PackageDefect.ARCHIVE_LIMIT);
    }
  }

  @Test
  void refusesAnEntryLongerOrShorterThanItSays() throws IOException {
    for (int lie : new int[] {-1, 1}) {
      ZipFixture zip = new ZipFixture();
      zip.add("a", TEXT).size += lie;
      try (PackageFile file = open(zip.bytes())) {
        assertThatThrownBy(() -> file.read("a", 1000))
            .extracting("defect")
            .isEqualTo(PackageDefect.CORRUPT_ENTRY);
      }
    }
  }

  @Test
  void refusesAnEntryWithAWrongChecksum() throws IOException {
    ZipFixture zip = new ZipFixture();
    zip.add("a", TEXT).crc++;

    try (PackageFile file = open(zip.bytes())) {
      assertThatThrownBy(() -> file.read("a", 1000))
          .extracting("defect")
          .isEqualTo(PackageDefect.CORRUPT_ENTRY);
    }
  }

  @Test
  void refusesAnUnknownCompressionWhenReadOnly() throws IOException {
    ZipFixture zip = new ZipFixture();
    ZipFixture.Entry entry = zip.add("a", TEXT);
    entry.method = 97;
    entry.localMethod = 97;

    try (PackageFile file = open(zip.bytes())) {
      assertThat(file.has("a")).isTrue();
      assertThatThrownBy(() -> file.read("a", 1000))
          .extracting("defect")
          .isEqualTo(PackageDefect.UNSUPPORTED_COMPRESSION);
    }
  }

  @Test
  void refusesAHundredThousandEntriesAtOnce() throws IOException {
    Path path = folder.resolve("many.zip");
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      for (int i = 0; i < 100_000; i++) {
        ZipEntry entry = new ZipEntry("e" + i);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(0);
        entry.setCrc(0);
        zip.putNextEntry(entry);
      }
    }

    assertThatThrownBy(() -> PackageFile.open(path, ArchiveLimits.standard()))
        .extracting("defect")
        .isEqualTo(PackageDefect.ARCHIVE_LIMIT);
  }

  @Test
  void refusesEntriesOfDifferentNamesThatShareBytes() throws IOException {
    byte[] zip = new ZipFixture().entry("aa", TEXT).entry("bb", TEXT).bytes();
    byte[] packed = new ZipFixture().entry("aa", TEXT).bytes();
    // The second local record begins within the first: the directory's first entry is made longer.
    int directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 20, packed.length / 2);

    assertThatThrownBy(() -> open(zip)).extracting("defect").isEqualTo(PackageDefect.ARCHIVE_LIMIT);
  }

  private void refused(PackageDefect defect, ZipFixture zip) {
    byte[] bytes = zip.entry("a", TEXT).bytes();

    assertThatThrownBy(() -> open(bytes))
        .isInstanceOf(UnreadablePackageException.class)
        .extracting("defect")
        .isEqualTo(defect);
  }

  private PackageFile open(byte[] bytes) throws IOException {
    return PackageFile.open(write(bytes), ArchiveLimits.standard());
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("package"), bytes);
  }
}
