package dev.pappus.account;

import dev.pappus.audit.RefusalsFixture;
import dev.pappus.shared.inject.Injection;

/** Access control for tests of use cases. */
public final class AccessFixture {

  private AccessFixture() {}

  /** One whose refusals go nowhere. */
  public static AccessControl control() {
    return control(new RefusalsFixture());
  }

  public static AccessControl control(RefusalsFixture refusals) {
    return Injection.wire(new AccessControl(), refusals.refusals());
  }
}
