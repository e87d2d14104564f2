package dev.pappus.event;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * An event, complete: everything a connector needs to render a body, frozen at the moment of the
 * event.
 *
 * @param id the event's key, the {@code webhook-id} of all its deliveries
 * @param type wire name of its {@link EventType}
 * @param occurredAt when it happened
 * @param test a sample made by "send test"
 * @param createdAt when what it speaks of came into being (a build, a report)
 * @param updatedAt when that was last changed
 * @param notes what a person wrote: release notes, a tester's message, the crash text
 * @param details members that only this type has; goes into the neutral JSON as it is
 * @param texts the event in words; always holds {@link Locale#ENGLISH} and {@link
 *     Locale#SIMPLIFIED_CHINESE}
 */
public record EventMessage(
    UUID id,
    String type,
    Instant occurredAt,
    boolean test,
    EventApp app,
    EventBuild build,
    Instant createdAt,
    Instant updatedAt,
    String notes,
    JsonObject details,
    Map<Locale, EventText> texts) {

  public EventMessage {
    texts = Map.copyOf(texts);
  }

  /** The words in a language, any Chinese being simplified; English where we do not speak it. */
  public EventText text(Locale language) {
    boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    EventText text = texts.get(chinese ? Locale.SIMPLIFIED_CHINESE : language);
    return text != null ? text : texts.getOrDefault(Locale.ENGLISH, new EventText(type, type));
  }

  /** The same event under another id and time, marked as a test. */
  public EventMessage asTest(UUID newId, Instant at) {
    return new EventMessage(
        newId, type, at, true, app, build, createdAt, updatedAt, notes, details, texts);
  }

  /**
   * The neutral JSON: the {@code payload} of the API and the {@code data} of the standard format.
   * Members in a fixed order; times RFC 3339 UTC.
   */
  public JsonObject toJson() {
    JsonObjectBuilder appJson =
        JsonParts.object()
            .add("id", PublicId.format(IdKind.APP, app.id()))
            .add("name", app.name())
            .add("platform", app.platform().wireName())
            .add("bundleId", app.bundleId())
            .add("slug", app.slug())
            .add("installUrl", app.installUrl());
    JsonObjectBuilder buildJson = JsonParts.object();
    UUID buildId = build.id();
    if (buildId == null) {
      buildJson.addNull("id");
    } else {
      buildJson.add("id", PublicId.format(IdKind.BUILD, buildId));
    }
    buildJson
        .add("version", build.version())
        .add("versionCode", build.versionCode())
        .add("number", build.number())
        .add("sizeBytes", build.sizeBytes())
        .add("channel", build.channel());
    JsonObjectBuilder json =
        JsonParts.object()
            .add("id", PublicId.format(IdKind.EVENT, id))
            .add("type", type)
            .add("occurredAt", occurredAt.toString())
            .add("test", test)
            .add("app", appJson)
            .add("build", buildJson)
            .add("createdAt", createdAt.toString())
            .add("updatedAt", updatedAt.toString())
            .add("notes", notes);
    details.forEach(json::add);
    return json.build();
  }
}
