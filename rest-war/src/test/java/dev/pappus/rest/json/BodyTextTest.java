package dev.pappus.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pappus.rest.BodyFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyTextTest {

  @Test
  void readsUpToTheLimit() throws IOException {
    assertThat(BodyText.bytes(new ByteArrayInputStream(new byte[10]), null, 10)).hasSize(10);
  }

  @Test
  void stopsOneByteAfterTheLimit() {
    InputStream endless = BodyFixture.endless(11);

    assertThatExceptionOfType(BodyTooLargeException.class)
        .isThrownBy(() -> BodyText.bytes(endless, null, 10));
  }

  @Test
  void refusesAnAnnouncedLengthUnread() {
    InputStream untouched = BodyFixture.untouchable();

    assertThatExceptionOfType(BodyTooLargeException.class)
        .isThrownBy(() -> BodyText.bytes(untouched, "11", 10));
  }

  @Test
  void ignoresAByteOrderMark() {
    byte[] marked = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'};

    assertThat(BodyText.utf8(marked)).isEqualTo("{}");
  }
}
