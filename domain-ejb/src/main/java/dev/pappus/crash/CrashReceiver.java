package dev.pappus.crash;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StagedFile;
import dev.pappus.storage.StagingArea;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Takes a crash report in: text kept first, then report and event in one transaction. */
@ApplicationScoped
public class CrashReceiver {
  @Inject AccessControl accessControl;
  @Inject StagingArea staging;
  @Inject StoredFiles files;
  @Inject CrashRecorder recorder;

  /**
   * @throws AppNotFoundException {@code app-not-found}
   * @throws IOException if the text cannot be kept
   */
  public CrashReport receive(Caller caller, UUID appId, CrashSubmission submission)
      throws IOException {
    accessControl.requireSomewhere(caller, Permission.REPORT);
    byte[] bytes = submission.text().getBytes(StandardCharsets.UTF_8);
    try (StagedFile staged =
        staging.stage(new ByteArrayInputStream(bytes), CrashSubmission.MAX_TEXT_BYTES)) {
      UUID key = files.keep(staged);
      boolean recorded = false;
      try {
        CrashReport report = recorder.record(caller, appId, submission, key, bytes.length);
        recorded = true;
        return report;
      } finally {
        if (!recorded) {
          files.giveBack(key);
        }
      }
    }
  }
}
