package dev.pappus.format.dmg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.format.NamelessFormatContract;
import dev.pappus.format.PackageFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DmgFormatTest extends NamelessFormatContract {
  private static final int DATA_LENGTH = 3000;
  private static final int XML_OFFSET = 216;
  private static final int SIGNATURE_OFFSET = 296;

  @Override
  protected PackageFormat format() {
    return new DmgFormat();
  }

  @Override
  protected String system() {
    return "macos";
  }

  @Override
  protected byte[] sample() {
    return image().array();
  }

  /** Data that nobody looks at, then the trailer. */
  private static ByteBuffer image() {
    ByteBuffer image = ByteBuffer.allocate(DATA_LENGTH + 512);
    return image
        .put(DATA_LENGTH, "koly".getBytes(StandardCharsets.US_ASCII))
        .putInt(DATA_LENGTH + 4, 4)
        .putInt(DATA_LENGTH + 8, 512)
        .putLong(DATA_LENGTH + 32, 2000)
        .putLong(DATA_LENGTH + XML_OFFSET, 2000)
        .putLong(DATA_LENGTH + XML_OFFSET + 8, 1000);
  }

  @Test
  void seesThatThereIsASignature() {
    byte[] image =
        image()
            .putLong(DATA_LENGTH + SIGNATURE_OFFSET, 2900)
            .putLong(DATA_LENGTH + SIGNATURE_OFFSET + 8, 100)
            .array();

    assertThat(inspect(image).facts()).containsEntry("signaturePresent", "true");
  }

  @Test
  void refusesATrailerThatPointsOutOfTheFile() {
    for (long length : new long[] {1001, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] image = image().putLong(DATA_LENGTH + XML_OFFSET + 8, length).array();

      assertThatThrownBy(() -> inspect(image)).hasMessageContaining("cut off");
    }
  }

  @Test
  void refusesATrailerOfAnotherVersion() {
    byte[] image = image().putInt(DATA_LENGTH + 4, 5).array();

    assertThatThrownBy(() -> inspect(image)).hasMessageContaining("version");
  }

  @Test
  void doesNotTakeABeginningOfATrailerForOne() {
    byte[] whole = sample();

    for (int length : new int[] {4, 511, DATA_LENGTH + 4, DATA_LENGTH + 511}) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> inspect(cut)).extracting("code").isEqualTo("package-unsupported");
    }
  }
}
