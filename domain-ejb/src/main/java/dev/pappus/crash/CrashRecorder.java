package dev.pappus.crash;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.build.ReportedBuild;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventRecorder;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StoredFiles;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The transactions in which crash reports come and go. */
@Stateless
public class CrashRecorder {
  @Inject AppRepository apps;
  @Inject CrashRepository crashes;
  @Inject ReportedBuild reportedBuild;
  @Inject CrashReportedType reported;
  @Inject EventRecorder events;
  @Inject StoredFiles files;
  @Inject Clock clock;

  /** Stores a report and its event. */
  public CrashReport record(
      Caller caller, UUID appId, CrashSubmission submission, UUID fileKey, long sizeBytes) {
    App app = apps.get(caller, Permission.REPORT, appId);
    EventBuild build = reportedBuild.find(appId, submission.version(), submission.versionCode());
    CrashReport report =
        new CrashReport(
            appId, build.id(), PublicId.newKey(), submission, fileKey, sizeBytes, clock.instant());
    crashes.add(report);
    events.record(app.teamId(), reported.of(app, build, report, submission));
    return report;
  }

  /** Removes a batch of a deleted app's reports. */
  public int purge(UUID appId, int max) {
    List<CrashReport> batch = crashes.anyOf(appId, max);
    for (CrashReport report : batch) {
      files.release(report.fileKey());
      crashes.remove(report);
    }
    return batch.size();
  }
}
