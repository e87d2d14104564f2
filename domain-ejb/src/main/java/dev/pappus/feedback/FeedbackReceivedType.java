package dev.pappus.feedback;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** A tester wrote about an app: {@code feedback}. */
@ApplicationScoped
public class FeedbackReceivedType implements EventType {
  @Inject EventApps apps;

  @Override
  public String wireName() {
    return "feedback";
  }

  @Override
  public int order() {
    return 2;
  }

  EventMessage of(App app, EventBuild build, Feedback feedback, FeedbackReport report) {
    return message(
        feedback.eventId(),
        apps.describe(app),
        build,
        feedback.createdAt(),
        report.message(),
        details(feedback.id(), report.contact(), report.device(), report.screenshots().size()));
  }

  @Override
  public EventMessage sample(EventApp app) {
    return message(
        new UUID(0, 2),
        app,
        new EventBuild(null, "2.4", "139", 139, 2_238_036, "default"),
        Instant.parse("2015-10-09T03:25:16Z"),
        "The list jumps back to its top when I turn the phone.",
        details(
            new UUID(0, 2),
            "tester@example.com",
            JsonParts.object().add("model", "Pixel 8").add("osVersion", "16").build(),
            0));
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

  private static JsonObject details(UUID id, String contact, JsonObject device, int screenshots) {
    return JsonParts.object()
        .add(
            "feedback",
            JsonParts.object()
                .add("id", PublicId.format(IdKind.FEEDBACK, id))
                .add("contact", contact)
                .add("device", device)
                .add("screenshots", screenshots))
        .build();
  }
}
