package dev.pappus.shared.id;

/** The kinds of things that have a public id, each with the prefix that tells them apart. */
public enum IdKind {
  APP("app"),
  CHANNEL("chn"),
  BUILD("bld"),
  WEBHOOK("whk"),
  EVENT("evt"),
  DELIVERY("dlv"),
  ATTEMPT("att"),
  FEEDBACK("fbk"),
  CRASH_REPORT("crs"),
  JOB("job"),
  REQUEST_BIN("bin"),
  CAPTURED_REQUEST("req"),
  RECEIVER_LINK("rcl"),
  NOTICE("ntc"),
  TEAM("tem"),
  USER("usr"),
  TOKEN("tok"),
  INVITATION("inv"),
  SESSION("ses"),
  AUDIT_ENTRY("aud"),
  MAIL("eml"),
  VERIFICATION("vrf"),
  PAYMENT("pay"),
  TESTFLIGHT_KEY("tfk");

  private final String prefix;

  IdKind(String prefix) {
    this.prefix = prefix;
  }

  public String prefix() {
    return prefix;
  }
}
