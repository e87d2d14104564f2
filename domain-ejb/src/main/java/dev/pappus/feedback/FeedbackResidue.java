package dev.pappus.feedback;

import dev.pappus.app.AppResidue;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The feedback about a deleted app, and its pictures. */
@ApplicationScoped
public class FeedbackResidue implements AppResidue {
  private static final int BATCH = 100;

  @Inject FeedbackRecorder recorder;
  @Inject StoredFiles files;

  @Override
  public int order() {
    return 30;
  }

  @Override
  public int purgeBatch(UUID appId) {
    int purged = recorder.purge(appId, BATCH);
    files.sweep(BATCH);
    return purged;
  }
}
