package dev.pappus.rest.pgyer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class UnknownUploadsTest {
  private final UnknownUploads uploads = new UnknownUploads();

  @Test
  void oneNetworkDoesNotTakeAllPlaces() {
    for (int i = 0; i < UnknownUploads.MAX_OF_NETWORK; i++) {
      uploads.enter("192.0.2.1");
    }

    assertThatExceptionOfType(PgyerException.class)
        .isThrownBy(() -> uploads.enter("192.0.2.1"))
        .matches(refused -> refused.code().equals("pgyer-1216"));
    assertThatCode(() -> uploads.enter("192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void aNodeHasSoManyAndTheyComeBack() {
    UnknownUploads.Place first = uploads.enter("192.0.2.0");
    for (int i = 1; i < UnknownUploads.MAX; i++) {
      uploads.enter("192.0.2." + i);
    }

    assertThatExceptionOfType(PgyerException.class).isThrownBy(() -> uploads.enter("192.0.2.99"));
    first.close();
    assertThatCode(() -> uploads.enter("192.0.2.99")).doesNotThrowAnyException();
  }
}
