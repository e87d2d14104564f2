package dev.pappus.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.FixedInstance;
import dev.pappus.shared.inject.Injection;
import dev.pappus.work.Job;
import dev.pappus.work.JobFixture;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReKeyingTest {
  private final Job job =
      JobFixture.begun(PublicId.newKey(), ReKeying.NAME, Instant.parse("2026-11-29T12:00:00Z"));
  private final List<Long> expected = new ArrayList<>();
  private final Stock webhooks = new Stock(500);
  private final Stock names = new Stock(1);
  private final ReKeying reKeying =
      Injection.wire(
          new ReKeying(),
          new FixedInstance<SealedStock>(List.of(webhooks, names)),
          new JobLedger() {
            @Override
            public void expected(UUID id, long total) {
              expected.add(total);
              JobFixture.expect(job, total);
            }
          });

  /** Rows that another key has sealed. */
  private static final class Stock implements SealedStock {
    private int left;
    private int unreadable;

    Stock(int left) {
      this.left = left;
    }

    @Override
    public Set<String> columns() {
      return Set.of();
    }

    @Override
    public long waiting() {
      return (long) left + unreadable;
    }

    @Override
    public Batch rekey(@Nullable UUID after, int max) {
      int done = Math.min(left, max);
      left -= done;
      boolean more = done > 0 || (after == null && unreadable > 0);
      return new Batch(done, more ? PublicId.newKey() : null);
    }
  }

  private int stepsToTheEnd() {
    int steps = 0;
    while (!reKeying.step(job).equals(JobStep.END)) {
      steps++;
    }
    return steps;
  }

  @Test
  void sealsWhatThereIsAnewAndEnds() {
    assertThat(stepsToTheEnd()).isEqualTo(4);
    assertThat(reKeying.waiting()).isZero();
  }

  @Test
  void saysHowMuchThereIsBeforeItBegins() {
    reKeying.step(job);

    assertThat(expected).containsExactly(501L);
    assertThat(job.total()).isEqualTo(501);
    reKeying.step(job);
    assertThat(expected).hasSize(1);
  }

  @Test
  void endsThoughARowCannotBeRead() {
    webhooks.unreadable = 3;

    stepsToTheEnd();

    assertThat(reKeying.waiting()).isEqualTo(3);
  }
}
