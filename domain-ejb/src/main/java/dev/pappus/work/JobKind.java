package dev.pappus.work;

/** A kind of long work. A plug-in: the feature that needs it holds the implementation. */
public interface JobKind {

  /** The name in the API: {@code purge-app}. */
  String name();

  /** Whether a person may cancel it. */
  boolean cancellable();

  /**
   * Does one step, in transactions of its own, short enough that a stop can wait for it. Must bear
   * being repeated: the process may die after it and before it is noted.
   *
   * @return how much was done; 0 ends the job
   */
  long step(Job job);
}
