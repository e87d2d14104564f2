package dev.pappus.feedback;

import dev.pappus.account.AccessControl;
import dev.pappus.app.AppNotFoundException;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StagedFile;
import dev.pappus.storage.StagingArea;
import dev.pappus.storage.StoredFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes feedback in: pictures kept first, then report and event in one transaction. */
@ApplicationScoped
public class FeedbackReceiver {
  @Inject AccessControl accessControl;
  @Inject StagingArea staging;
  @Inject StoredFiles files;
  @Inject FeedbackRecorder recorder;

  /**
   * Takes a picture's bytes in; the caller closes what it gets.
   *
   * @throws DomainException {@code file-too-large}, {@code forbidden}
   */
  public StagedFile stage(Caller caller, InputStream in) throws IOException {
    accessControl.requireSomewhere(caller, Permission.REPORT);
    return staging.stage(in, FeedbackReport.MAX_SCREENSHOT_BYTES);
  }

  /**
   * @throws AppNotFoundException {@code app-not-found}
   * @throws IOException if a picture cannot be kept
   */
  public Feedback receive(Caller caller, UUID appId, FeedbackReport report) throws IOException {
    accessControl.requireSomewhere(caller, Permission.REPORT);
    List<UUID> keys = new ArrayList<>();
    boolean recorded = false;
    try {
      for (Screenshot screenshot : report.screenshots()) {
        keys.add(files.keep(screenshot.file()));
      }
      Feedback feedback = recorder.record(caller, appId, report, keys);
      recorded = true;
      return feedback;
    } finally {
      if (!recorded) {
        keys.forEach(files::giveBack);
      }
    }
  }
}
