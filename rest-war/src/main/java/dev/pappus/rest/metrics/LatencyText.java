package dev.pappus.rest.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A histogram in the text form of Prometheus: buckets count up, the last one is infinite. */
final class LatencyText {
  private static final String NAME = "pappus_delivery_attempt_seconds";

  private LatencyText() {}

  /**
   * @param bounds upper bounds of the buckets
   * @param counts of each bucket alone, one more at the end for what lies above all bounds
   */
  static String of(List<Duration> bounds, List<Long> counts, Duration sum) {
    StringBuilder text =
        new StringBuilder("# HELP ")
            .append(NAME)
            .append(" Time of an attempt, to the end of its answer\n# TYPE ")
            .append(NAME)
            .append(" histogram\n");
    long total = 0;
    for (int i = 0; i < counts.size(); i++) {
      total += counts.get(i);
      String bound = i < bounds.size() ? seconds(bounds.get(i)) : "+Inf";
      text.append(NAME)
          .append("_bucket{le=\"")
          .append(bound)
          .append("\"} ")
          .append(total)
          .append('\n');
    }
    return text.append(NAME)
        .append("_sum ")
        .append(seconds(sum))
        .append('\n')
        .append(NAME)
        .append("_count ")
        .append(total)
        .append('\n')
        .toString();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
