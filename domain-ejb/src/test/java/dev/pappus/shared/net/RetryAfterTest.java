package dev.pappus.shared.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  @Test
  void readsRetryAfterInSecondsAndAsADate() {
    Instant now = Instant.parse("2015-10-21T07:27:00Z");

    assertThat(RetryAfter.parse(" 120 ", now)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", now))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:26:00 GMT", now)).isEmpty();
    assertThat(RetryAfter.parse("soon", now)).isEmpty();
    assertThat(RetryAfter.parse("-5", now)).isEmpty();
    assertThat(RetryAfter.parse("9".repeat(40), now)).isPresent();
  }
}
