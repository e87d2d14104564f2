package dev.pappus.rest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTextTest {

  @Test
  void countsBucketsUp() {
    String text =
        LatencyText.of(
            List.of(Duration.ofMillis(5), Duration.ofSeconds(1)),
            List.of(2L, 3L, 1L),
            Duration.ofMillis(2500));

    assertThat(text)
        .contains(
            "_bucket{le=\"0.005\"} 2\n",
            "_bucket{le=\"1.000\"} 5\n",
            "_bucket{le=\"+Inf\"} 6\n",
            "_sum 2.500\n",
            "_count 6\n");
  }
}
