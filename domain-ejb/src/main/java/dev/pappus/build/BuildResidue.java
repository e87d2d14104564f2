package dev.pappus.build;

import dev.pappus.app.AppResidue;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The builds of a deleted app, and the bytes that only they referred to. */
@ApplicationScoped
public class BuildResidue implements AppResidue {
  private static final int BATCH = 100;

  @Inject BuildUnpublisher unpublisher;
  @Inject StoredFiles files;

  @Override
  public int order() {
    return 20;
  }

  @Override
  public int purgeBatch(UUID appId) {
    int purged = unpublisher.purge(appId, BATCH);
    files.sweep(BATCH);
    return purged;
  }
}
