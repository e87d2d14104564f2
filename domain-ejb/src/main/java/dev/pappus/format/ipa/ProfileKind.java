package dev.pappus.format.ipa;

import java.util.Locale;

/** What a provisioning profile is for, which decides on whose devices the app can be installed. */
enum ProfileKind {
  /** The team's own devices, with a debugger. */
  DEVELOPMENT,
  /** The devices on its list. */
  AD_HOC,
  /** Any device, by the in-house programme of an enterprise. */
  ENTERPRISE,
  /** None: the store signs the app anew. */
  APP_STORE,
  /** Any Mac. */
  DEVELOPER_ID;

  /** The value of the fact {@code profileKind}: {@code ad-hoc}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
