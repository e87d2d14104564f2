package dev.pappus.app;

import dev.pappus.account.AppFarewell;
import dev.pappus.account.Authenticator;
import dev.pappus.account.TeamNotFoundException;
import dev.pappus.audit.AuditTrail;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.PlanLimit;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.ProblemKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives an app to another team, with its builds, channels, install page, webhooks, events and
 * reports. What belongs to the team stays: its own webhooks hear no more of the app, what they got
 * of it is not shown to the new team, and the audit stays where it was written. People and tokens
 * that were let in for the app alone are let in no longer: the new team decides anew.
 */
@Stateless
public class AppTransfer {
  @Inject AppRepository apps;
  @Inject Authenticator authenticator;
  @Inject AppFarewell farewell;
  @Inject PlanGate gate;
  @Inject AuditTrail audit;
  @Inject Event<AppTransferred> transferred;
  @Inject Clock clock;

  /**
   * Gives it away, if the caller may do that in both teams.
   *
   * @param teamId null for one that cannot be
   * @throws AppNotFoundException {@code app-not-found}
   * @throws TeamNotFoundException {@code team-not-found} if the caller is not in that team
   * @throws DomainException {@code forbidden}, {@code field-invalid}, {@code app-exists-there},
   *     {@code plan-limit} of that team
   */
  public App transfer(Caller caller, UUID appId, @Nullable UUID teamId) {
    App app = apps.getLocked(caller, Permission.TRANSFER_APP, appId);
    if (teamId == null) {
      throw new TeamNotFoundException();
    }
    if (teamId.equals(caller.teamId())) {
      throw new InvalidFieldException("teamId", "another team");
    }
    authenticator.requireElsewhere(caller, teamId, Permission.TRANSFER_APP);
    if (apps.findByIdentity(teamId, app.platform(), app.bundleId()).isPresent()) {
      throw new DomainException(
          ProblemKind.CONFLICT,
          "app-exists-there",
          "App exists there",
          "That team has an app of this platform and bundle id already.");
    }
    gate.admit(teamId, PlanLimit.APPS, () -> apps.count(teamId));
    JsonObject before = state(caller.teamId());
    farewell.to(caller, appId);
    app.giveTo(teamId, clock.instant());
    transferred.fire(new AppTransferred(appId, teamId));
    String id = PublicId.format(IdKind.APP, appId);
    audit.record(caller, "app.transfer", id, before, state(teamId));
    audit.record(caller.in(teamId), "app.transfer", id, before, state(teamId));
    return app;
  }

  private static JsonObject state(UUID teamId) {
    return JsonParts.object().add("team", PublicId.format(IdKind.TEAM, teamId)).build();
  }
}
