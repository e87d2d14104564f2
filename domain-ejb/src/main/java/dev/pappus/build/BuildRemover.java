package dev.pappus.build;

import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.security.Caller;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Removes builds; their bytes go after the commit, when nothing else refers to them. */
@ApplicationScoped
public class BuildRemover {
  private static final int SWEEP = 100;

  @Inject BuildUnpublisher unpublisher;
  @Inject StoredFiles files;

  /**
   * @throws BuildNotFoundException {@code build-not-found}
   */
  public void remove(Caller caller, UUID id) {
    // the job that inspects it may just have changed it
    Conflict.retrying(
        () -> {
          unpublisher.unpublish(caller, id);
          return true;
        });
    files.sweep(SWEEP);
  }
}
