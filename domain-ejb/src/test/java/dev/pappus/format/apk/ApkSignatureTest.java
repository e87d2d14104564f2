package dev.pappus.format.apk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.ArchiveLimits;
import dev.pappus.format.InspectorFixture;
import dev.pappus.format.PackageFacts;
import dev.pappus.format.PackageFile;
import dev.pappus.format.ZipFixture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of signatures, and that no signature can hurt the upload. */
class ApkSignatureTest {
  private static final byte[] DSA_KEY =
      SignerFixture.der(
          0x30, SignerFixture.der(0x06, new byte[] {0x2a, -122, 72, -50, 0x38, 4, 1}));

  private static final byte[] MANIFEST =
      "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void warnsOfAPackageWithoutASignature() throws Exception {
    Map<String, String> facts = facts(app().bytes());

    assertThat(facts)
        .containsEntry("signatureVerifies", "false")
        .containsEntry("warnings", "unsigned")
        .doesNotContainKeys("signaturesPresent", "signatureSchemes", "signers", "signed");
  }

  @Test
  void namesSchemesAndSignerOfASignedPackage() throws Exception {
    SignerFixture signer = new SignerFixture();

    Map<String, String> facts = facts(signer.sign(app().minSdk(21).bytes()));

    assertThat(facts)
        .containsEntry("signatureVerifies", "true")
        .containsEntry("signaturesPresent", "v1,v2,v3")
        .containsEntry("signatureSchemes", "v1,v2,v3")
        .containsEntry("signers", signer.sha256())
        .doesNotContainKeys("warnings", "signed");
  }

  @Test
  void warnsOfASignedPackageThatWasChanged() throws Exception {
    byte[] signed = new SignerFixture().sign(app().entry("assets/a", new byte[5000]).bytes());
    int name = new String(signed, StandardCharsets.ISO_8859_1).indexOf("assets/a");
    // The time of the local header: no reader of the archive cares, but all bytes are signed.
    signed[name - 30 + 10] ^= 1;

    Map<String, String> facts = facts(signed);

    assertThat(facts)
        .containsEntry("signatureVerifies", "false")
        .containsEntry("signaturesPresent", "v1,v2,v3")
        .containsEntry("warnings", "signature-invalid")
        .doesNotContainKeys("signatureSchemes", "signers");
  }

  @Test
  void warnsOfASignatureThatIsNone() throws Exception {
    byte[] apk =
        app()
            .entry("META-INF/MANIFEST.MF", MANIFEST)
            .entry("META-INF/A.SF", new byte[100])
            .entry("META-INF/A.RSA", new byte[100])
            .bytes();

    Map<String, String> facts = facts(apk);

    assertThat(facts)
        .containsEntry("signaturesPresent", "v1")
        .doesNotContainEntry("signatureVerifies", "true");
  }

  @Test
  void leavesAKeyAloneThatWouldTakeMinutes() throws Exception {
    byte[] number = SignerFixture.der(0x02, new byte[20_000]);
    byte[] block = signingBlock(0x7109871a, SignerFixture.der(0x30, DSA_KEY, number));

    assertUnknown(facts(app().zip().withBytesBeforeDirectory(block).bytes()));
    assertUnknown(
        facts(
            app()
                .entry("META-INF/A.SF", new byte[1])
                .entry("META-INF/A.DSA", SignerFixture.der(0x30, DSA_KEY, number))
                .bytes()));
  }

  @Test
  void takesNotEveryDsaKeyForATooLongOne() {
    byte[] number = SignerFixture.der(0x02, new byte[385]);

    assertThat(OversizeKeys.in(SignerFixture.der(0x30, DSA_KEY, number))).isFalse();
    assertThat(OversizeKeys.in(SignerFixture.der(0x02, new byte[20_000]))).isFalse();
  }

  @Test
  void leavesASigningBlockAloneThatIsTooLarge() throws Exception {
    byte[] block = signingBlock(0x7109871a, new byte[2 << 20]);

    assertUnknown(facts(app().zip().withBytesBeforeDirectory(block).bytes()));
  }

  @Test
  void leavesListsOfDigestsAloneThatAreTooLong() throws Exception {
    assertUnknown(
        facts(
            app()
                .entry("META-INF/MANIFEST.MF", new byte[17 << 20])
                .entry("META-INF/A.SF", new byte[1])
                .bytes()));
  }

  @Test
  void leavesManySignaturesAlone() throws Exception {
    ApkFixture apk = app();
    for (int i = 0; i < 11; i++) {
      apk.entry("META-INF/" + i + ".SF", new byte[1]);
    }

    assertUnknown(facts(apk.bytes()));
  }

  @Test
  void comesToAnEndWhereAnEntryUnpacksToMoreThanItClaims() {
    ApkFixture apk = app();
    ZipFixture zip = apk.zip();
    String manifest = "Manifest-Version: 1.0\r\n\r\nName: a\r\nSHA-256-Digest: AAAA\r\n\r\n";
    zip.entry("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.US_ASCII));
    zip.entry("META-INF/A.SF", new byte[100]);
    zip.add("a", new byte[100 << 20]).size = 10;

    Map<String, String> facts =
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> facts(zip.bytes()));

    assertThat(facts).doesNotContainEntry("signatureVerifies", "true");
  }

  @Test
  void leavesKeysAndListsAloneInFoldersAsWell() throws Exception {
    byte[] number = SignerFixture.der(0x02, new byte[20_000]);

    assertUnknown(
        facts(
            app()
                .entry("META-INF/a/B.SF", new byte[1])
                .entry("META-INF/a/B.DSA", SignerFixture.der(0x30, DSA_KEY, number))
                .bytes()));
    assertUnknown(facts(app().entry("META-INF/a/B.SF", new byte[17 << 20]).bytes()));
  }

  @Test
  void leavesListsOfDigestsAloneThatHaveTooManyLines() throws Exception {
    for (String end : List.of("\n", "\r", "\r\n")) {
      String lines = ("a: b" + end).repeat(300_001);

      assertUnknown(
          facts(
              app()
                  .entry("META-INF/MANIFEST.MF", lines.getBytes(StandardCharsets.US_ASCII))
                  .entry("META-INF/A.SF", new byte[1])
                  .bytes()));
    }
  }

  @Test
  void leavesAStampAloneThatIsTooLong() throws Exception {
    ApkFixture apk = app().entry("META-INF/A.SF", new byte[1]);

    assertUnknown(facts(apk.entry("stamp-cert-sha256", new byte[100_000]).bytes()));
  }

  @Test
  void leavesAPackageAloneWhoseDirectoryIsTooLong() throws Exception {
    ApkFixture apk = app().entry("META-INF/A.SF", new byte[1]);
    for (int i = 0; i < 9000; i++) {
      apk.entry("a".repeat(1000) + i, new byte[0]);
    }

    assertUnknown(facts(apk.bytes()));
  }

  @Test
  void printsNothingOfASignatureThatIsNone() throws Exception {
    byte[] none = "secret".getBytes(StandardCharsets.US_ASCII);
    byte[] otherContent =
        SignerFixture.der(
            0x30,
            SignerFixture.der(0x06, new byte[] {0x2a, 3}),
            SignerFixture.der(0xa0, SignerFixture.der(0x04, none)));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (byte[] block : List.of(none, otherContent, new byte[0])) {
        ApkFixture apk = app().entry("META-INF/MANIFEST.MF", MANIFEST);

        assertThat(facts(apk.entry("META-INF/A.SF", none).entry("META-INF/A.RSA", block).bytes()))
            .containsEntry("signaturesPresent", "v1")
            .containsEntry("signatureVerifies", "false")
            .containsEntry("warnings", "signature-invalid");
      }
    } finally {
      System.setErr(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void tellsFromWhichLevelItVerifiesWhereOnlyV1IsUnreadable() throws Exception {
    SignerFixture signer = new SignerFixture();
    byte[] none = new byte[100];
    ApkFixture apk = app().minSdk(21).entry("META-INF/a/B.SF", none);

    Map<String, String> facts = facts(signer.sign(apk.entry("META-INF/a/B.RSA", none).bytes()));

    assertThat(facts)
        .containsEntry("signatureVerifies", "false")
        .containsEntry("signatureSchemes", "v2,v3")
        .containsEntry("signers", signer.sha256());
  }

  @Test
  void passesOverABlockWithoutItsListOfDigests() throws Exception {
    byte[] signed =
        new SignerFixture().sign(app().minSdk(21).entry("META-INF/a/B.RSA", new byte[100]).bytes());

    assertThat(facts(signed)).containsEntry("signatureVerifies", "true");
  }

  /** A clock of which each look takes as long as a whole inspection may. */
  @Test
  void doesNotKnowTheSignatureWhereCheckingItTakesTooLong() throws Exception {
    Path signed =
        Files.write(folder.resolve("signed"), new SignerFixture().sign(app().minSdk(21).bytes()));
    AtomicLong now = new AtomicLong();
    try (PackageFile file = PackageFile.open(signed, ArchiveLimits.standard())) {
      long step = file.limits().timeout().toNanos();

      assertThat(SignatureCheck.of(file, "21", now::get).verdict())
          .isEqualTo(SignatureFacts.Verdict.VERIFIES);
      assertThat(SignatureCheck.of(file, "21", () -> now.getAndAdd(step)).verdict())
          .isEqualTo(SignatureFacts.Verdict.UNKNOWN);
    }
  }

  @Test
  void readsOddBlocksToTheirEnd() throws Exception {
    byte[] empty = signingBlock(0x42726577, new byte[0]);
    byte[] torn = signingBlock(0x7109871a, new byte[20]);
    ByteBuffer.wrap(torn).order(ByteOrder.LITTLE_ENDIAN).putLong(8, Long.MAX_VALUE);

    assertThat(facts(app().zip().withBytesBeforeDirectory(empty).bytes()))
        .containsEntry("warnings", "unsigned");
    assertThat(facts(app().zip().withBytesBeforeDirectory(torn).bytes()))
        .containsEntry("signatureVerifies", "false");
  }

  private static ApkFixture app() {
    return ApkFixture.app("com.example.app").name("Demo");
  }

  private static void assertUnknown(Map<String, String> facts) {
    assertThat(facts)
        .containsEntry("signed", "unknown")
        .doesNotContainKeys("signatureVerifies", "signatureSchemes", "signers", "warnings");
  }

  private static byte[] signingBlock(int id, byte[] value) {
    long length = 8L + 4 + value.length + 24;
    return ByteBuffer.allocate((int) length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .putLong(4L + value.length)
        .putInt(id)
        .put(value)
        .putLong(length)
        .put("APK Sig Block 42".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private Map<String, String> facts(byte[] apk) throws Exception {
    PackageFacts facts =
        InspectorFixture.with(List.of(new ApkFormat()))
            .inspect(Files.write(folder.resolve("package"), apk), "upload.apk");
    return facts.facts();
  }
}
