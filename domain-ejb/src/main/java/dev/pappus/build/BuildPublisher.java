package dev.pappus.build;

import dev.pappus.app.App;
import dev.pappus.app.AppRegistrar;
import dev.pappus.app.Channel;
import dev.pappus.app.ChannelAccess;
import dev.pappus.app.ChannelRegistrar;
import dev.pappus.audit.AuditTrail;
import dev.pappus.event.EventRecorder;
import dev.pappus.format.IconImage;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.review.GuidelinesDesk;
import dev.pappus.review.Review;
import dev.pappus.review.ReviewSettings;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Clock;
import java.util.UUID;

/**
 * Publishes a build: app, channel, access rule, build, event and its deliveries in one transaction.
 */
@Stateless
public class BuildPublisher {
  @Inject AppRegistrar apps;
  @Inject ChannelRegistrar channels;
  @Inject ChannelAccess channelAccess;
  @Inject BuildRepository builds;
  @Inject GuidelinesDesk guidelines;
  @Inject ReviewSettings reviews;
  @Inject PlanGate gate;
  @Inject BuildPublishedType published;
  @Inject EventRecorder events;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * @throws dev.pappus.plan.PlanLimitException {@code plan-limit}
   */
  public BuildInContext publish(Caller caller, BuildContent content, PublishOrder order) {
    guidelines.requireAccepted(caller);
    App app = apps.findOrRegister(caller, content.platform(), content.bundleId(), content.name());
    gate.admit(app.teamId(), PlanLimit.BUILDS_PER_APP, () -> builds.count(app.id()));
    gate.admit(
        app.teamId(),
        PlanLimit.STORAGE_BYTES,
        () -> builds.storedBytes(app.teamId()),
        content.sizeBytes());
    Channel channel = channels.findOrRegister(app, order.channel());
    if (order.access() != null || order.password() != null) {
      channelAccess.apply(channel, order.access(), order.password());
    }
    UUID duplicateOf = builds.findSameBytes(app.id(), content.sha256()).map(Build::id).orElse(null);
    Build build =
        new Build(
            order.id(),
            app.id(),
            channel.id(),
            app.nextBuildNumber(clock.instant()),
            content,
            order.notes(),
            duplicateOf,
            review(app),
            clock.instant());
    builds.add(build);
    IconImage icon = content.icon();
    if (icon != null) {
      builds.add(new BuildIcon(build.id(), icon.png()));
    }
    audit.record(
        caller,
        "build.create",
        PublicId.format(IdKind.BUILD, build.id()),
        null,
        Json.createObjectBuilder()
            .add("app", PublicId.format(IdKind.APP, app.id()))
            .add("number", build.number())
            .add("version", build.version())
            .add("sha256", build.sha256())
            .add("channel", channel.name())
            .add("access", channel.access().wireName())
            .build());
    events.record(app.teamId(), published.of(app, build, channel));
    return new BuildInContext(build, app, channel);
  }

  /** The app's row is locked: what was approved before this upload is seen. */
  private Review review(App app) {
    boolean waits =
        switch (reviews.approval()) {
          case OFF -> false;
          case FIRST -> !builds.hasApproved(app.id());
          case ALL -> true;
        };
    return waits ? Review.waiting() : Review.none();
  }
}
