package dev.pappus.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a job came to.
 *
 * @param done how much was done, to be noted by the runner
 * @param pause how long to wait before the next step; zero to go on at once
 * @param end how the job ends, null if there is more to do
 * @param message why it ended so, "" if there is nothing to say
 */
public record JobStep(long done, Duration pause, @Nullable JobStatus end, String message) {
  /** Nothing is left to do. */
  public static final JobStep END = new JobStep(0, Duration.ZERO, JobStatus.DONE, "");

  /** Something was done, and there is more to do. */
  public static JobStep done(long done) {
    return new JobStep(done, Duration.ZERO, null, "");
  }

  /** Goes on later; no thread waits meanwhile. */
  public static JobStep later(Duration pause) {
    return new JobStep(0, pause, null, "");
  }

  /** Ends without having reached its aim. */
  public static JobStep failed(String message) {
    return new JobStep(0, Duration.ZERO, JobStatus.FAILED, message);
  }
}
