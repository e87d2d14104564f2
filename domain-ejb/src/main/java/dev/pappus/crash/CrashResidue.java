package dev.pappus.crash;

import dev.pappus.app.AppResidue;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The crash reports of a deleted app, and their texts. */
@ApplicationScoped
public class CrashResidue implements AppResidue {
  private static final int BATCH = 100;

  @Inject CrashRecorder recorder;
  @Inject StoredFiles files;

  @Override
  public int order() {
    return 40;
  }

  @Override
  public int purgeBatch(UUID appId) {
    int purged = recorder.purge(appId, BATCH);
    files.sweep(BATCH);
    return purged;
  }
}
