package dev.pappus.build;

import dev.pappus.app.App;
import dev.pappus.app.Channel;
import dev.pappus.app.EventApps;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventTexts;
import dev.pappus.event.EventType;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/** An administrator decided upon a build: what both outcomes have in common. */
abstract class ReviewDecidedType implements EventType {
  private static final Instant SAMPLE_UPLOAD = Instant.parse("2015-10-09T03:25:16Z");
  private static final Instant SAMPLE_DECISION = Instant.parse("2015-10-09T07:40:00Z");

  @Inject EventApps apps;

  abstract ReviewState state();

  EventMessage of(App app, Build build, Channel channel, String reason, Instant at) {
    return message(
        PublicId.newKey(),
        apps.describe(app),
        BuildPublishedType.describe(build, channel.name()),
        build.createdAt(),
        at,
        reason);
  }

  EventMessage sample(EventApp app, UUID id, String reason) {
    return message(
        id,
        app,
        new EventBuild(null, "2.4", "139", 139, 2_238_036, "default"),
        SAMPLE_UPLOAD,
        SAMPLE_DECISION,
        reason);
  }

  private EventMessage message(
      UUID id, EventApp app, EventBuild build, Instant createdAt, Instant at, String reason) {
    return new EventMessage(
        id,
        wireName(),
        at,
        false,
        app,
        build,
        createdAt,
        at,
        reason,
        JsonParts.object()
            .add(
                "review", JsonParts.object().add("state", state().wireName()).add("reason", reason))
            .build(),
        EventTexts.of(this, app.name(), build.version(), reason));
  }
}
