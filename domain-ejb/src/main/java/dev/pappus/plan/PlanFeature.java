package dev.pappus.plan;

import java.util.Locale;

/** Something that a plan allows or does not. */
public enum PlanFeature {
  TESTFLIGHT,
  CUSTOM_PAGE,
  SSO;

  /** The name in answers and in the table: {@code custom-page}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
