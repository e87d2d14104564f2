package dev.pappus.install;

import dev.pappus.app.AppResidue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The log of a deleted app's downloads: nobody can see it any more, and it names people. */
@ApplicationScoped
public class DownloadResidue implements AppResidue {
  private static final int BATCH = 500;

  @Inject DownloadLog log;

  @Override
  public int order() {
    return 10;
  }

  @Override
  public int purgeBatch(UUID appId) {
    return log.purge(appId, BATCH);
  }
}
