package dev.pappus.admin.security;

import dev.pappus.shared.security.Permission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every page of the console is for: the permission without which nobody gets to see it. A page
 * that is not here is not there; a test compares the list with the files. What a page does is
 * judged again by the use cases.
 */
public final class ConsolePages {
  /** Pages for people whom nobody knows yet; {@code web.xml} has the same list. */
  public static final Set<String> OPEN =
      Set.of(
          SignInFilter.SIGN_IN,
          SignInView.CODE_PAGE,
          SignInView.SIGNED_OUT,
          ProviderDoor.PATH,
          ProviderReturn.PATH,
          "/account/confirm.xhtml",
          "/account/forgotten.xhtml",
          "/account/register.xhtml",
          "/account/invitation.xhtml",
          "/account/reset.xhtml");

  /** For who may read the help and nothing else. */
  static final String HELP = "/help";

  /** For who must set up a second factor first; also the beginning of its picture's path. */
  static final String SECOND_FACTOR = "/account/second-factor";

  /** By the path below the console. */
  public static final Map<String, Permission> NEEDED =
      Map.ofEntries(
          Map.entry("/account/account.xhtml", Permission.VIEW),
          Map.entry("/account/accounts.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/account/second-factor.png", Permission.VIEW),
          Map.entry("/account/second-factor.xhtml", Permission.VIEW),
          Map.entry("/account/collaborators.xhtml", Permission.VIEW_MEMBERS),
          Map.entry("/account/members.xhtml", Permission.VIEW_MEMBERS),
          Map.entry("/account/teams.xhtml", Permission.VIEW),
          Map.entry("/account/tokens.xhtml", Permission.USE_TOKENS),
          Map.entry("/app/apps.xhtml", Permission.VIEW),
          Map.entry("/app/build.xhtml", Permission.VIEW),
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
          Map.entry("/help.xhtml", Permission.VIEW),
          Map.entry("/inbox/notices.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/inspector/bin.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/inspector/bins.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/inspector/live.xhtml", Permission.VIEW_WEBHOOKS),
          Map.entry("/install/downloads.xhtml", Permission.VIEW_MEMBERS),
          Map.entry("/installation/installation.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/installation/secret-key.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/installation/teams.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/mail/outbox.xhtml", Permission.MANAGE_INSTALLATION),
          Map.entry("/plan/paid.xhtml", Permission.MANAGE_TEAM),
          Map.entry("/plan/plan.xhtml", Permission.VIEW_MEMBERS),
          Map.entry("/testflight/key.xhtml", Permission.MANAGE_TEAM),
          Map.entry("/review/guidelines.xhtml", Permission.VIEW),
          Map.entry("/review/queue.xhtml", Permission.MANAGE_INSTALLATION),
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
