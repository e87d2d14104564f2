package dev.pappus.delivery;

import dev.pappus.account.AccessControl;
import dev.pappus.audit.AuditTrail;
import dev.pappus.delivery.store.LaneStore;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.time.DbClock;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/**
 * The operator's switch: pauses all deliveries on all nodes within half a second, without a
 * restart. What is under way ends and is settled; what is raised meanwhile waits.
 */
@Stateless
public class EngineSwitch {
  @Inject AccessControl access;
  @Inject LaneStore lanes;
  @Inject DbClock dbClock;
  @Inject AuditTrail audit;

  /**
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public EngineState state(Caller caller) {
    access.require(caller, Permission.MANAGE_INSTALLATION);
    return new EngineState(
        lanes.readSwitch(),
        lanes.backlog(LaneOwnership.BACKLOG_LIMIT),
        lanes.openCircuits(),
        lanes.nodes());
  }

  /**
   * Pauses or resumes; to say what is already so changes nothing.
   *
   * @throws dev.pappus.account.AccessDeniedException {@code forbidden}
   */
  public EngineState turn(Caller caller, boolean paused) {
    access.require(caller, Permission.MANAGE_INSTALLATION);
    if (lanes.readSwitch().paused() != paused) {
      lanes.writeSwitch(paused, dbClock.now(), caller.actorName());
      audit.record(caller, paused ? "engine.pause" : "engine.resume", "engine", null, null);
    }
    return state(caller);
  }
}
