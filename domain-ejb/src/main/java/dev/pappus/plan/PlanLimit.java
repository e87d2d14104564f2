package dev.pappus.plan;

import java.util.Locale;

/** Something that a plan limits the number of. */
public enum PlanLimit {
  APPS,
  /** Of one app. */
  BUILDS_PER_APP,
  /** Packages of all builds. */
  STORAGE_BYTES,
  /** Of one build, by all. */
  DOWNLOADS_PER_DAY,
  /** Of one app; those of the whole team are not counted. */
  WEBHOOKS_PER_APP,
  MEMBERS;

  /** The name in answers: {@code builds-per-app}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
