package dev.pappus.admin.security;

import dev.pappus.shared.security.Permission;
import java.util.Map;
import java.util.Optional;

/**
 * What every page of the console is for: the permission without which nobody gets to see it. A page
 * that is not here is not there; a test compares the list with the files. What a page does is
 * judged again by the use cases.
 */
public final class ConsolePages {
  /** By the path below the console. */
  public static final Map<String, Permission> NEEDED =
      Map.ofEntries(
          Map.entry("/app/apps.xhtml", Permission.VIEW),
          Map.entry("/app/builds.xhtml", Permission.VIEW),
          Map.entry("/app/settings.xhtml", Permission.MANAGE_APPS),
          Map.entry("/audit/audit.csv", Permission.VIEW_AUDIT),
          Map.entry("/audit/audit.xhtml", Permission.VIEW_AUDIT),
          Map.entry("/delivery/deliveries.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/delivery/delivery.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/delivery/events.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/delivery/receivers.xhtml", Permission.MANAGE_WEBHOOKS),
          Map.entry("/delivery/recover.xhtml", Permission.MANAGE_WEBHOOKS),
          Map.entry("/engine/engine.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/engine/live.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/inbox/notices.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/inspector/bin.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/inspector/bins.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/inspector/live.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/install/downloads.xhtml", Permission.MANAGE_APPS),
          Map.entry("/mail/outbox.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/plan/paid.xhtml", Permission.MANAGE_TEAM),
          Map.entry("/plan/plan.xhtml", Permission.VIEW_MEMBERS),
          Map.entry("/trouble", Permission.VIEW),
          Map.entry("/verification/queue.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/verification/verification.xhtml", Permission.MANAGE_TEAM),
          Map.entry("/webhook/networks.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/webhook/team.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/webhook/webhooks.xhtml", Permission.VIEW_WEBHOOKS));

  private ConsolePages() {}

  /** Empty if there is no such page. */
  static Optional<Permission> needed(String path) {
    return Optional.ofNullable(NEEDED.get(path));
  }
}
