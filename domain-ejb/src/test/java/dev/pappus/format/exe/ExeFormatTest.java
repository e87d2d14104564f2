package dev.pappus.format.exe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.NamelessFormatContract;
import dev.pappus.format.PackageDefect;
import dev.pappus.format.PackageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExeFormatTest extends NamelessFormatContract {
  private static final int HEADERS = 128;
  private static final int OPTIONAL = HEADERS + 24;
  private static final int SECTIONS = OPTIONAL + 240;
  private static final int CERTIFICATES = OPTIONAL + 112 + 4 * 8;
  private static final int LENGTH = 1024;

  @Override
  protected PackageFormat format() {
    return new ExeFormat();
  }

  @Override
  protected String system() {
    return "windows";
  }

  @Override
  protected byte[] sample() {
    return program(0x8664).array();
  }

  /** A program of 64 bits with one section, which ends with the file. */
  private static ByteBuffer program(int machine) {
    ByteBuffer program = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    return program
        .put(0, "MZ".getBytes(StandardCharsets.US_ASCII))
        .putInt(0x3c, HEADERS)
        .put(HEADERS, "PE\0\0".getBytes(StandardCharsets.US_ASCII))
        .putShort(HEADERS + 4, (short) machine)
        .putShort(HEADERS + 6, (short) 1)
        .putShort(HEADERS + 20, (short) 240)
        .putShort(OPTIONAL, (short) 0x20b)
        .putInt(OPTIONAL + 108, 16)
        .putInt(SECTIONS + 16, LENGTH - 512)
        .putInt(SECTIONS + 20, 512);
  }

  @Test
  void tellsWhatItsHeadersSay() {
    assertThat(inspect(sample()).facts())
        .isEqualTo(Map.of("system", "windows", "archs", "x64", "signaturePresent", "false"));
  }

  @Test
  void tellsTheProcessor() {
    assertThat(inspect(program(0x14c).array()).facts()).containsEntry("archs", "x86");
    assertThat(inspect(program(0xaa64).array()).facts()).containsEntry("archs", "arm64");
    assertThat(inspect(program(0x200).array()).facts()).doesNotContainKey("archs");
  }

  @Test
  void seesThatThereIsASignature() {
    byte[] signed = program(0x8664).putInt(CERTIFICATES, 900).putInt(CERTIFICATES + 4, 124).array();

    assertThat(inspect(signed).facts()).containsEntry("signaturePresent", "true");
  }

  @Test
  void doesNotKnowAProgramWhoseHeadersAreBehindTheEnd() {
    for (int place : new int[] {LENGTH - 3, LENGTH, Integer.MAX_VALUE, -1}) {
      byte[] program = program(0x8664).putInt(0x3c, place).array();

      assertThatThrownBy(() -> inspect(program))
          .extracting("code")
          .isEqualTo("package-unsupported");
    }
  }

  @Test
  void refusesPartsThatReachOverTheEnd() {
    assertDamaged(program(0x8664).putInt(SECTIONS + 16, -1).array());
    assertDamaged(program(0x8664).putInt(SECTIONS + 20, -1).array());
    assertDamaged(program(0x8664).putShort(HEADERS + 6, (short) 96).array());
    assertDamaged(program(0x8664).putShort(HEADERS + 6, (short) -1).array());
    assertDamaged(program(0x8664).putShort(HEADERS + 20, (short) -1).array());
    assertDamaged(program(0x8664).putInt(CERTIFICATES, -1).putInt(CERTIFICATES + 4, -1).array());
  }

  @Test
  void refusesHeadersOfNoKnownKind() {
    assertDamaged(program(0x8664).putShort(OPTIONAL, (short) 0x107).array());
    assertDamaged(
        program(0x8664).putShort(HEADERS + 20, (short) 0).putShort(HEADERS + 6, (short) 0).array());
  }

  private void assertDamaged(byte[] program) {
    assertThatThrownBy(() -> inspect(program))
        .extracting("defect")
        .isEqualTo(PackageDefect.TRUNCATED_ARCHIVE);
  }
}
