package dev.pappus.delivery;

import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventTexts;
import dev.pappus.event.EventType;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** What the events about endpoints have in common: their member {@code webhook}. */
final class EndpointEvents {

  private EndpointEvents() {}

  /**
   * @param id the event's key
   * @param reason in plain words, "" for none
   * @param since when the trouble began
   */
  static EventMessage message(
      UUID id,
      EventType type,
      EventApp app,
      UUID webhookId,
      String webhookName,
      String reason,
      Instant since,
      Instant at) {
    JsonObject details =
        Json.createObjectBuilder()
            .add(
                "webhook",
                Json.createObjectBuilder()
                    .add("id", PublicId.format(IdKind.WEBHOOK, webhookId))
                    .add("name", webhookName)
                    .add("reason", reason))
            .build();
    return new EventMessage(
        id,
        type.wireName(),
        at,
        false,
        app,
        EventBuild.unknown("", ""),
        since,
        at,
        reason,
        details,
        EventTexts.of(type, webhookName, app.name()));
  }

  static EventMessage sample(EventType type, EventApp app, String reason) {
    Instant at = Instant.parse("2015-10-09T03:25:16Z");
    return message(
        new UUID(0, type.order()),
        type,
        app,
        new UUID(0, 80),
        "CI",
        reason,
        at.minusSeconds(432_000),
        at);
  }
}
