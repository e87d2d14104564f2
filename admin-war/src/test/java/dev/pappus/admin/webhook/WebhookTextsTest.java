package dev.pappus.admin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.webhook.CustomHeader;
import dev.pappus.webhook.WebhookWishes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookTextsTest {

  @Test
  void readsDelaysAsPeopleAndAsMachinesWriteThem() {
    assertThat(DelayText.read("5s, 5 M，2h;1d\nPT30M,, soon"))
        .containsExactly("PT5S", "PT5M", "PT2H", "P1D", "PT30M", "soon");
  }

  @Test
  void writesDelaysSoThatTheyAreReadAgain() {
    List<Duration> delays =
        List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(90),
            Duration.ofMinutes(5),
            Duration.ofHours(2),
            Duration.ofDays(1));

    String text = DelayText.of(delays);

    assertThat(text).isEqualTo("5s, 90s, 5m, 2h, 1d");
    assertThat(DelayText.read(text).stream().map(Duration::parse))
        .containsExactlyElementsOf(delays);
  }

  @Test
  void keepsHeadersAsSecretAsTheyWere() {
    List<CustomHeader> before =
        List.of(
            new CustomHeader("X-Key", "s3cret", true), new CustomHeader("X-Stage", "qa", false));

    String text = HeaderText.of(before);

    assertThat(text).isEqualTo("X-Key: ********\nX-Stage: qa");
    assertThat(HeaderText.read(text + "\n\nX-New: a:b\nnonsense", before))
        .containsExactly(
            new WebhookWishes.Header("X-Key", "********", true),
            new WebhookWishes.Header("X-Stage", "qa", false),
            new WebhookWishes.Header("X-New", "a:b", true),
            new WebhookWishes.Header("nonsense", "", true));
  }
}
