package dev.pappus.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Tries whether an upload could be taken in. */
@ApplicationScoped
public class StorageProbe {
  @Inject StagingArea staging;

  /** Whether a byte can be written and removed again. */
  public boolean writable() {
    try (StagedFile probe = staging.stage(new ByteArrayInputStream(new byte[1]), 1)) {
      return probe.sizeBytes() == 1;
    } catch (IOException full) {
      return false;
    }
  }
}
