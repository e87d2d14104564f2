package dev.pappus.app;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.text.TextRules;
import dev.pappus.work.JobStarter;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.UUID;

/** Changes and deletes apps. */
@Stateless
public class AppEditor {
  private static final int MAX_NAME_LENGTH = 255;

  @Inject AppRepository apps;
  @Inject AppRegistrar registrar;
  @Inject ChannelAccess channelAccess;
  @Inject AuditTrail audit;
  @Inject JobStarter jobs;
  @Inject Event<AppDeleted> deleted;
  @Inject Clock clock;

  /**
   * Changes what is given.
   *
   * @throws AppNotFoundException {@code app-not-found}
   * @throws DomainException {@code slug-invalid}, {@code slug-taken}, {@code field-invalid}, {@code
   *     text-invalid}
   */
  public App change(Caller caller, UUID id, AppChange change) {
    App app = apps.getLocked(caller, Permission.MANAGE_APPS, id);
    Channel channel = apps.defaultChannel(id);
    JsonObject before = state(app, channel);
    if (change.name() != null) {
      app.rename(TextRules.required("name", change.name(), MAX_NAME_LENGTH), clock.instant());
    }
    if (change.slug() != null && !change.slug().equals(app.slug())) {
      move(app, Slug.checked(change.slug()));
    }
    if (change.access() != null || change.password() != null) {
      channelAccess.apply(channel, change.access(), change.password());
    }
    audit.record(
        caller, "app.update", PublicId.format(IdKind.APP, id), before, state(app, channel));
    return app;
  }

  private void move(App app, String slug) {
    if (apps.findBySlug(slug).isPresent()) {
      throw new DomainException(
          ProblemKind.CONFLICT, "slug-taken", "Slug taken", "Another app has this slug.");
    }
    app.moveTo(slug, clock.instant());
  }

  /**
   * Gives the app a new ingest key; the old one stops working at once.
   *
   * @throws AppNotFoundException {@code app-not-found}
   */
  public App rotateIngestKey(Caller caller, UUID id) {
    App app = apps.getLocked(caller, Permission.MANAGE_APPS, id);
    app.replaceIngestKey(registrar.newKey(), clock.instant());
    audit.record(caller, "app.rotate-ingest-key", PublicId.format(IdKind.APP, id), null, null);
    return app;
  }

  /**
   * Deletes the app: it is gone at once, and a job purges what belonged to it.
   *
   * @throws AppNotFoundException {@code app-not-found}
   */
  public void delete(Caller caller, UUID id) {
    App app = apps.getLocked(caller, Permission.DELETE_APP, id);
    JsonObject before = state(app, apps.defaultChannel(id));
    app.delete(clock.instant());
    deleted.fire(new AppDeleted(id));
    jobs.start(app.teamId(), AppPurge.NAME, id);
    audit.record(caller, "app.delete", PublicId.format(IdKind.APP, id), before, null);
  }

  private static JsonObject state(App app, Channel channel) {
    return Json.createObjectBuilder()
        .add("name", app.name())
        .add("slug", app.slug())
        .add("access", channel.access().wireName())
        .build();
  }
}
