package dev.pappus.shared.security;

import java.util.Locale;

/**
 * One thing that somebody may be allowed to do in a team, or with one of its apps. Which role
 * allows what is a table in {@code account.Role}, what a token's scope lets through one in {@code
 * account.TokenScope}.
 */
public enum Permission {
  /** See apps and builds, and download them. */
  VIEW,
  /** See webhooks, events, deliveries, request bins, notices. */
  VIEW_WEBHOOKS,
  /** See who is in the team, and who is invited. */
  VIEW_MEMBERS,
  /** See who changed what. */
  VIEW_AUDIT,
  /** Send feedback and crash reports. */
  REPORT,
  /** Upload builds. */
  UPLOAD,
  /** Change apps and delete builds. */
  MANAGE_APPS,
  /** Delete apps. */
  DELETE_APP,
  /** Give an app to another team, and take one from another. */
  TRANSFER_APP,
  /** Change webhooks and request bins, test them, resend deliveries. */
  MANAGE_WEBHOOKS,
  /** Make, see and revoke API tokens of one's own. */
  USE_TOKENS,
  /** See and revoke everybody's API tokens. */
  MANAGE_TOKENS,
  /** Invite people, change roles, remove people; of an app: its collaborators. */
  MANAGE_MEMBERS,
  /** Make somebody an owner, or an owner something else. */
  MANAGE_OWNERS,
  /** Change the team's name, language and time zone, and its key for App Store Connect. */
  MANAGE_TEAM,
  /** Make another team. */
  CREATE_TEAM,
  /** Act on the whole installation; no role gives it, only the flag of an account. */
  MANAGE_INSTALLATION;

  /** As people read it: {@code manage-webhooks}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
