package dev.pappus.feedback;

import dev.pappus.app.App;
import dev.pappus.app.AppRepository;
import dev.pappus.build.ReportedBuild;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventRecorder;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.storage.StoredFiles;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The transactions in which feedback comes and goes. */
@Stateless
public class FeedbackRecorder {
  @Inject AppRepository apps;
  @Inject FeedbackRepository feedbacks;
  @Inject ReportedBuild reportedBuild;
  @Inject FeedbackReceivedType received;
  @Inject EventRecorder events;
  @Inject StoredFiles files;
  @Inject Clock clock;

  /** Stores feedback, its pictures' keys and its event. */
  public Feedback record(Caller caller, UUID appId, FeedbackReport report, List<UUID> fileKeys) {
    App app = apps.get(caller, Permission.REPORT, appId);
    EventBuild build = reportedBuild.find(appId, report.version(), report.versionCode());
    UUID eventId = PublicId.newKey();
    Feedback feedback = new Feedback(appId, build.id(), eventId, report, clock.instant());
    List<FeedbackScreenshot> screenshots = new ArrayList<>();
    for (int i = 0; i < fileKeys.size(); i++) {
      screenshots.add(
          new FeedbackScreenshot(feedback.id(), report.screenshots().get(i), fileKeys.get(i)));
    }
    feedbacks.add(feedback, screenshots);
    EventMessage message = received.of(app, build, feedback, report);
    events.record(app.teamId(), message);
    return feedback;
  }

  /** Removes a batch of a deleted app's feedback. */
  public int purge(UUID appId, int max) {
    List<Feedback> batch = feedbacks.anyOf(appId, max);
    for (Feedback feedback : batch) {
      for (FeedbackScreenshot screenshot : feedbacks.screenshots(feedback.id())) {
        files.release(screenshot.fileKey());
        feedbacks.remove(screenshot);
      }
      feedbacks.remove(feedback);
    }
    return batch.size();
  }
}
