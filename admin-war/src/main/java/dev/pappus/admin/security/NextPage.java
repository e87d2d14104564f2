package dev.pappus.admin.security;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go after sign-in: a path of this server and nothing else. */
final class NextPage {
  static final String HOME = "/console/app/apps.xhtml";

  /**
   * One slash, then no second one and no backslash, which browsers read as one: {@code //host} is
   * another server's address.
   */
  private static final Pattern SAFE = Pattern.compile("/([A-Za-z0-9_.~-][A-Za-z0-9_.~/?&=%-]*)?");

  private NextPage() {}

  /** Whether somebody is on the way into a team: it need not be in one yet. */
  static boolean isInvitation(@Nullable String wish) {
    return wish != null && wish.startsWith("/console/account/invitation.xhtml?");
  }

  /** The wish if it is safe, else the first page of the console. */
  static String of(@Nullable String wish) {
    return wish != null && SAFE.matcher(wish).matches() ? wish : HOME;
  }
}
