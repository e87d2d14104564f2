package dev.pappus.rest.pgyer;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;

/**
 * The numbers by which this dialect says how a call went; source: the vendor's page of the API and
 * what its clients look for.
 */
enum PgyerCode {
  DONE(0),
  KEY_MISSING(1001),
  /** The token is wrong, or its owner's account is closed. */
  KEY_WRONG(1002, "unauthenticated", "account-under-review", "account-suspended"),
  APP_NOT_FOUND(1009, "app-not-found", "build-not-found", "install-page-not-found"),
  APP_KEY_MISSING(1010),
  BUILD_KEY_MISSING(1011),
  /** What no other number says. */
  BAD_REQUEST(1081),
  /** An upload that failed or never came, and whatever a plan forbids. */
  FAILED(1216, "plan-limit", "plan-feature"),
  /** The package has not come yet. Its twin 1246 makes several clients give up, so none gets it. */
  PROCESSING(1247),
  PACKAGE(1271, "file-empty", "file-too-large", "package-unreadable", "package-unsupported"),
  PARAMETER(1280, "file-missing", "field-invalid", "text-invalid");

  private final int number;
  private final ImmutableSet<String> problems;

  PgyerCode(int number, String... problems) {
    this.number = number;
    this.problems = ImmutableSet.copyOf(problems);
  }

  int number() {
    return number;
  }

  /** The code of a problem that says the same in our own model. */
  String problem() {
    return "pgyer-" + number;
  }

  static PgyerCode ofProblem(String code) {
    return Arrays.stream(values())
        .filter(it -> it.problem().equals(code) || it.problems.contains(code))
        .findFirst()
        .orElse(BAD_REQUEST);
  }
}
