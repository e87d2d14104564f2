package dev.pappus.secret;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sealed texts that lie in a table. A plug-in of the re-key job: the feature that stores them holds
 * the implementation.
 */
public interface SealedStock {

  /**
   * Seals anew, in a transaction of its own, what another key than the newest has sealed. A row
   * that cannot be read is passed by.
   *
   * @param after the last row of the batch before; null for the first
   * @param max rows at most
   */
  Batch rekey(@Nullable UUID after, int max);

  /**
   * What was done.
   *
   * @param done rows that were sealed anew
   * @param last the last row that was looked at; null if there were no more
   */
  record Batch(int done, @Nullable UUID last) {}
}
