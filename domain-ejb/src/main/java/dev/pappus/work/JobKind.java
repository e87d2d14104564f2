package dev.pappus.work;

import dev.pappus.shared.security.Permission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kind of long work. A plug-in: the feature that needs it holds the implementation. */
public interface JobKind {

  /** The name in the API: {@code purge-app}. */
  String name();

  /** What lets a person watch it, and cancel it if that is possible. */
  Permission permission();

  /** The app it is about; null if it is about more than one. */
  default @Nullable UUID appId(Job job) {
    return null;
  }

  /** Whether a person may cancel it. */
  boolean cancellable();

  /**
   * Does one step, in transactions of its own, short enough that a stop can wait for it. Must bear
   * being repeated: the process may die after it and before it is noted.
   *
   * @return what it did, and what is to follow
   */
  JobStep step(Job job);

  /**
   * The job was cancelled: undoes what of it still waits, in the transaction that cancels it, under
   * the lock of the job's row.
   */
  default void cancelled(Job job) {
    // most kinds leave nothing behind that waits
  }
}
