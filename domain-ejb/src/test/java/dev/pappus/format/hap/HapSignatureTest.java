package dev.pappus.format.hap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.format.InspectorFixture;
import dev.pappus.format.LimitsFixture;
import dev.pappus.format.PackageFile;
import dev.pappus.format.apk.SignerFixture;
import dev.pappus.format.ipa.ProfileFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of signing blocks, and that none can hurt the upload. */
class HapSignatureTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;

  @Test
  void warnsOfAPackageWithoutASigningBlock() throws Exception {
    assertThat(facts(release().bytes()))
        .containsEntry("signaturePresent", "false")
        .containsEntry("warnings", "unsigned");
  }

  @Test
  void tellsCertificateAndProfile() throws Exception {
    SignerFixture signer = new SignerFixture();
    byte[] profile = profile(HapFixture.NOW.plusSeconds(1));

    Map<String, String> facts = facts(release().signed(signer.cms(), profile));

    assertThat(facts)
        .containsEntry("signaturePresent", "true")
        .containsEntry("signerCertificates", signer.sha256())
        .containsEntry("profileKind", "debug")
        .containsEntry("profileBundleName", "com.example.app")
        .containsEntry("profileExpires", "2026-11-24T00:00:01Z")
        .containsEntry("profileDevices", "2")
        .doesNotContainKey("warnings");
    assertThat(facts.values()).noneMatch(value -> value.contains("DEVICE-"));
  }

  @Test
  void warnsOfAProfileThatHasExpired() throws Exception {
    byte[] hap = release().signed(NOTHING, profile(HapFixture.NOW));

    assertThat(facts(hap)).containsEntry("warnings", "expired-profile");
  }

  @Test
  void takesABlockOfNonsenseWithoutBelievingIt() throws Exception {
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.US_ASCII);
    byte[] noJson = cms("[[[");
    byte[] deep = cms("{\"a\":".repeat(50_000));

    for (byte[] profile : List.of(nonsense, noJson, deep)) {
      assertThat(facts(release().signed(nonsense, profile)))
          .containsEntry("signaturePresent", "true")
          .containsEntry("warnings", "unreadable-profile")
          .doesNotContainKeys("signerCertificates", "profileKind");
    }
  }

  @Test
  void leavesABlockAloneThatIsLongerThanItMayBe() throws Exception {
    byte[] block = HapFixture.signingBlock(NOTHING, profile(HapFixture.NOW.plusSeconds(1)));
    byte[] hap = release().zip().withBytesBeforeDirectory(block).bytes();
    Path path = Files.write(folder.resolve("package"), hap);

    for (int most : new int[] {block.length, block.length - 1}) {
      try (PackageFile file =
          PackageFile.open(path, LimitsFixture.with("max-signing-block-bytes", most))) {
        Map<String, String> facts = HapFixture.format().inspect(file).facts();

        assertThat(facts).containsEntry("signaturePresent", "true");
        assertThat(facts.containsKey("profileKind")).isEqualTo(most == block.length);
      }
    }
  }

  @Test
  void leavesABlockAloneThatLiesAboutItsLengths() throws Exception {
    byte[] block = HapFixture.signingBlock(NOTHING, profile(HapFixture.NOW));
    int header = block.length - 32;

    for (long length : new long[] {-1, 31, 32, 1 << 30, Long.MAX_VALUE}) {
      assertNothingRead(block, header + 4, length);
    }
    for (int count : new int[] {-1, 11, Integer.MAX_VALUE}) {
      byte[] lying = block.clone();
      ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(header, count);
      assertNothingRead(lying);
    }
    for (int place : new int[] {4, 8}) {
      for (int value : new int[] {-1, block.length, Integer.MAX_VALUE}) {
        byte[] lying = block.clone();
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(place, value);
        assertNothingRead(lying);
      }
    }
  }

  private void assertNothingRead(byte[] block, int place, long value) throws IOException {
    byte[] lying = block.clone();
    ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(place, value);
    assertNothingRead(lying);
  }

  private void assertNothingRead(byte[] block) throws IOException {
    byte[] hap = release().zip().withBytesBeforeDirectory(block).bytes();

    assertThat(facts(hap))
        .containsEntry("signaturePresent", "true")
        .doesNotContainKey("profileKind");
  }

  private static HapFixture release() {
    return HapFixture.module("com.example.app").without("debug");
  }

  private static byte[] profile(Instant expires) {
    return cms(
        """
        {"type":"debug","validity":{"not-before":1,"not-after":%d},
         "bundle-info":{"bundle-name":"com.example.app"},
         "debug-info":{"device-ids":["DEVICE-1","DEVICE-2"]}}
        """
            .formatted(expires.getEpochSecond()));
  }

  private static byte[] cms(String json) {
    return ProfileFixture.wrapped(
        ProfileFixture.tagged(0x04, json.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, String> facts(byte[] hap) throws IOException {
    Path file = Files.write(folder.resolve("package"), hap);
    return InspectorFixture.with(List.of(HapFixture.format())).inspect(file, "x.hap").facts();
  }
}
