package dev.pappus.app;

import dev.pappus.account.AccessControl;
import dev.pappus.audit.AuditTrail;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/** Finds the app that a package belongs to, or registers it, in the transaction of the upload. */
@ApplicationScoped
public class AppRegistrar {
  private static final int INGEST_KEY_BYTES = 20;

  @Inject AccessControl accessControl;
  @Inject AppRepository apps;
  @Inject PlanGate gate;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * The app, its row locked, so that its uploads come one after the other. Of two first uploads at
   * once one fails on the app's identity; its caller tries again in a new transaction.
   *
   * @param name shown until somebody renames it
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden} if the caller is let in for
   *     other apps only, be this one there or not
   * @throws dev.pappus.plan.PlanLimitException {@code plan-limit}
   */
  public App findOrRegister(Caller caller, Platform platform, String bundleId, String name) {
    App known = apps.findByIdentity(caller.teamId(), platform, bundleId).orElse(null);
    if (known == null || !caller.grants().reaches(known.id())) {
      accessControl.require(caller, Permission.UPLOAD);
    }
    return known != null
        ? apps.getLocked(caller, Permission.UPLOAD, known.id())
        : register(caller, platform, bundleId, name);
  }

  private App register(Caller caller, Platform platform, String bundleId, String name) {
    gate.admit(caller.teamId(), PlanLimit.APPS, () -> apps.count(caller.teamId()));
    App app =
        new App(
            caller.teamId(), platform, bundleId, name, freeSlug(name), newKey(), clock.instant());
    apps.add(app, new Channel(app.id(), Channel.DEFAULT_NAME, true, clock.instant()));
    audit.record(
        caller,
        "app.create",
        PublicId.format(IdKind.APP, app.id()),
        null,
        Json.createObjectBuilder()
            .add("platform", platform.wireName())
            .add("bundleId", bundleId)
            .add("name", name)
            .build());
    return app;
  }

  /** A new ingest key: 160 random bits in hex. */
  String newKey() {
    byte[] bytes = new byte[INGEST_KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String freeSlug(String name) {
    String wished = Slug.ofName(name);
    if (!wished.isEmpty() && apps.findBySlug(wished).isEmpty()) {
      return wished;
    }
    String tail = Slug.random(random);
    return wished.isEmpty() ? tail : wished + "-" + tail;
  }
}
