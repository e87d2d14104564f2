package dev.pappus.account;

import dev.pappus.audit.RefusalsFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import java.util.UUID;

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

  /** A token of a team that may do everything, in the whole installation too. */
  public static Caller caller(UUID teamId) {
    return caller(teamId, Grants.ALL);
  }

  /** A token of a team with what a role allows there. */
  public static Caller caller(UUID teamId, Role role) {
    return caller(teamId, Grants.ofTeam(role.permissions()));
  }

  public static Caller caller(UUID teamId, Grants grants) {
    return new Caller(teamId, ActorKind.TOKEN, PublicId.newKey(), "ci", grants, "127.0.0.1");
  }
}
