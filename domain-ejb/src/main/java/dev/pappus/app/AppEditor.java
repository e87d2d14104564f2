package dev.pappus.app;

import dev.pappus.audit.AuditTrail;
import dev.pappus.plan.PlanFeature;
import dev.pappus.plan.PlanGate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
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
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes and deletes apps. */
@Stateless
public class AppEditor {
  private static final int MAX_NAME_LENGTH = 255;
  private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

  @Inject AppRepository apps;
  @Inject AppRegistrar registrar;
  @Inject ChannelAccess channelAccess;
  @Inject PlanGate plans;
  @Inject AuditTrail audit;
  @Inject JobStarter jobs;
  @Inject Event<AppDeleted> deleted;
  @Inject Clock clock;

  /**
   * Changes what is given.
   *
   * @throws AppNotFoundException {@code app-not-found}
   * @throws DomainException {@code slug-invalid}, {@code slug-taken}, {@code field-invalid}, {@code
   *     text-invalid}, {@code plan-feature} where an install page is to look as the plan does not
   *     allow
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
    if (change.page() != null) {
      show(app, change.page());
    }
    audit.record(
        caller, "app.update", PublicId.format(IdKind.APP, id), before, state(app, channel));
    return app;
  }

  private void show(App app, AppChange.PageChange change) {
    PageLook before = app.look();
    PageLook look =
        new PageLook(
            change.color() == null ? before.color() : color(change.color()),
            change.text() == null
                ? before.text()
                // forms send other line ends than they count
                : TextRules.optional(
                    "page/text", change.text().replace("\r\n", "\n"), PageLook.MAX_TEXT_LENGTH),
            change.brand() == null ? before.brand() : change.brand());
    if (look.equals(before)) {
      return;
    }
    // going back to ours is always allowed
    if (!look.equals(PageLook.OURS)) {
      plans.require(app.teamId(), PlanFeature.CUSTOM_PAGE);
    }
    app.look(look, clock.instant());
  }

  private static @Nullable String color(String text) {
    String color = text.strip().toLowerCase(Locale.ROOT);
    if (color.isEmpty()) {
      return null;
    }
    if (!COLOR.matcher(color).matches()) {
      throw new InvalidFieldException("page/color", "#rrggbb, or empty for the usual one");
    }
    return color;
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
    PageLook look = app.look();
    return Json.createObjectBuilder()
        .add("name", app.name())
        .add("slug", app.slug())
        .add("access", channel.access().wireName())
        .add(
            "page",
            JsonParts.object()
                .add("color", Objects.requireNonNullElse(look.color(), ""))
                .add("text", look.text())
                .add("brand", look.brand())
                .build())
        .build();
  }
}
