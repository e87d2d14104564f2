package dev.pappus.app;

import java.util.UUID;

/**
 * What a feature still holds of a deleted app. A plug-in of the purge job; called outside any
 * transaction, each batch is one of its own.
 */
public interface AppResidue {

  /** Order of purging, small first: what refers to others goes before them. */
  int order();

  /**
   * Removes a batch of bounded size.
   *
   * @return how many rows went; 0 when nothing is left that can go now
   */
  int purgeBatch(UUID appId);
}
