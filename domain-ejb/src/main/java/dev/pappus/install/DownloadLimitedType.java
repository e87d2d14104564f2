package dev.pappus.install;

import dev.pappus.app.EventApps;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildPublishedType;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventTexts;
import dev.pappus.event.EventType;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A build was downloaded as often on a day as it may be: {@code download.limited}, at most once for
 * each build and day.
 */
@ApplicationScoped
public class DownloadLimitedType implements EventType {
  @Inject EventApps apps;

  @Override
  public String wireName() {
    return "download.limited";
  }

  @Override
  public int order() {
    return 70;
  }

  EventMessage of(BuildInContext found, DownloadAllowance allowance, Instant at) {
    return message(
        PublicId.newKey(),
        apps.describe(found.app()),
        BuildPublishedType.describe(found.build(), found.channel().name()),
        allowance,
        at);
  }

  @Override
  public EventMessage sample(EventApp app) {
    return message(
        new UUID(0, order()),
        app,
        new EventBuild(null, "2.4", "139", 139, 2_238_036, "default"),
        new DownloadAllowance(
            LocalDate.of(2015, 10, 9), 500, true, ZoneOffset.UTC, Duration.ofHours(12)),
        Instant.parse("2015-10-09T03:25:16Z"));
  }

  private EventMessage message(
      UUID id, EventApp app, EventBuild build, DownloadAllowance allowance, Instant at) {
    return new EventMessage(
        id,
        wireName(),
        at,
        false,
        app,
        build,
        at,
        at,
        "",
        JsonParts.object()
            .add(
                "download",
                JsonParts.object()
                    .add("day", allowance.day().toString())
                    .add("limit", allowance.limit())
                    .add("verified", allowance.verified()))
            .build(),
        EventTexts.of(this, app.name(), build.version(), allowance.limit()));
  }
}
