package dev.pappus.crash;

import dev.pappus.app.App;
import dev.pappus.app.EventApps;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventTexts;
import dev.pappus.event.EventType;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** An app crashed on a device: {@code crashlog}. */
@ApplicationScoped
public class CrashReportedType implements EventType {
  /** As much of a crash text as an event carries; all of it lies in the store. */
  private static final int MAX_NOTES_BYTES = 64 * 1024;

  @Inject EventApps apps;

  @Override
  public String wireName() {
    return "crashlog";
  }

  @Override
  public int order() {
    return 3;
  }

  EventMessage of(App app, EventBuild build, CrashReport report, CrashSubmission submission) {
    return message(
        report.eventId(),
        apps.describe(app),
        build,
        report.createdAt(),
        TextRules.cut(submission.text(), MAX_NOTES_BYTES),
        details(report.id(), report.exceptionType(), report.occurredAt(), submission.device()));
  }

  @Override
  public EventMessage sample(EventApp app) {
    Instant at = Instant.parse("2015-10-09T03:25:16Z");
    return message(
        new UUID(0, 3),
        app,
        new EventBuild(null, "2.4", "139", 139, 2_238_036, "default"),
        at,
        "java.lang.IllegalStateException: The list is empty\n"
            + "\tat com.example.ListScreen.open(ListScreen.java:42)",
        details(
            new UUID(0, 3),
            "java.lang.IllegalStateException",
            at,
            JsonParts.object().add("model", "Pixel 8").add("osVersion", "16").build()));
  }

  private EventMessage message(
      UUID id, EventApp app, EventBuild build, Instant at, String notes, JsonObject details) {
    return new EventMessage(
        id,
        wireName(),
        at,
        false,
        app,
        build,
        at,
        at,
        notes,
        details,
        EventTexts.of(this, app.name()));
  }

  private static JsonObject details(
      UUID id, String exceptionType, Instant occurredAt, JsonObject device) {
    return JsonParts.object()
        .add(
            "crash",
            JsonParts.object()
                .add("id", PublicId.format(IdKind.CRASH_REPORT, id))
                .add("exceptionType", exceptionType)
                .add("occurredAt", occurredAt.toString())
                .add("device", device))
        .build();
  }
}
