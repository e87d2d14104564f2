package dev.pappus.work;

import java.time.Duration;

/**
 * Small work that recurs, done by one node for all: removing what has expired. A plug-in, found by
 * the {@link JobRunner}; the feature that needs it holds the implementation. What takes long or
 * wants to be seen is a job.
 */
public interface Chore {

  /** Unique and lasting: db-scheduler keeps it. */
  String name();

  /** How long after its end it begins anew. */
  Duration every();

  /**
   * Does it, in transactions of its own. Must bear being repeated; a failure is logged, and it is
   * tried again at its next time.
   */
  void run();
}
