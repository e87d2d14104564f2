package dev.pappus.build;

import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.app.EventApps;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventTexts;
import dev.pappus.event.EventType;
import dev.pappus.shared.id.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** A new build of an app was published: {@code updateVersion}. */
@ApplicationScoped
public class BuildPublishedType implements EventType {
  @Inject EventApps apps;

  @Override
  public String wireName() {
    return "updateVersion";
  }

  @Override
  public int order() {
    return 1;
  }

  EventMessage of(App app, Build build, Channel channel) {
    return message(
        PublicId.newKey(),
        apps.describe(app),
        describe(build, channel.name()),
        build.createdAt(),
        build.notes());
  }

  @Override
  public EventMessage sample(EventApp app) {
    return message(
        new UUID(0, 1),
        app,
        new EventBuild(null, "2.4", "139", 139, 2_238_036, "default"),
        Instant.parse("2015-10-09T03:25:16Z"),
        "Fixed some minor bugs.");
  }

  private EventMessage message(UUID id, EventApp app, EventBuild build, Instant at, String notes) {
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
        JsonObject.EMPTY_JSON_OBJECT,
        EventTexts.of(this, app.name(), build.version()));
  }

  /** What an event says of a build. */
  public static EventBuild describe(Build build, String channel) {
    return new EventBuild(
        build.id(),
        build.version(),
        build.versionCode(),
        build.number(),
        build.sizeBytes(),
        channel);
  }
}
