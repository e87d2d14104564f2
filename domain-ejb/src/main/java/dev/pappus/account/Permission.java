package dev.pappus.account;

/** One thing that somebody may be allowed to do in a team. */
public enum Permission {
  /** See apps, builds, events, deliveries. */
  VIEW,
  /** Upload builds. */
  UPLOAD,
  /** Change or delete apps and builds. */
  MANAGE_APPS,
  /** Change webhooks, test them, resend deliveries. */
  MANAGE_WEBHOOKS,
  /** Pause and resume all deliveries of the installation. */
  OPERATE,
  /** Send feedback and crash reports. */
  REPORT
}
