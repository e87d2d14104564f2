package dev.pappus.admin.navigation;

import dev.pappus.work.Job;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A view that shows how far a job is, by the tag {@code p:job}. */
public interface JobShown {

  /** The job that was begun last; null if there is none. */
  @Nullable Job getJob();

  /** What is to be said of it, "" for nothing. */
  String getMessage();

  /** Ends it before its next step. */
  void cancel() throws IOException;

  /** Whether a job is on its way: then the page shows it and looks again. */
  default boolean isRunning() {
    Job found = getJob();
    return found != null && !found.status().ended();
  }

  /** The most the bar can show; never 0, which would make it a bar without an end. */
  default long getBarEnd() {
    Job found = getJob();
    return found == null ? 1 : Math.max(1, found.total());
  }
}
