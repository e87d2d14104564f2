package dev.pappus.review;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.url.PublicUrls;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The guidelines, for the teams that have to accept them. */
@Stateless
public class GuidelinesDesk {
  /** Where people read and accept them. */
  private static final String PAGE = "/console/review/guidelines.xhtml";

  @Inject AccessControl accessControl;
  @Inject ReviewSettings settings;
  @Inject GuidelinesRepository acceptances;
  @Inject AuditTrail audit;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  /**
   * How a team stands to the guidelines in force.
   *
   * @param required whether uploads need the acceptance
   * @param acceptance the team's; null if it has not accepted this version
   */
  public record Standing(
      Guidelines guidelines, boolean required, @Nullable GuidelinesAcceptance acceptance) {}

  /**
   * @throws AccessDeniedException {@code forbidden}
   */
  public Standing standing(Caller caller) {
    accessControl.requireSomewhere(caller, Permission.VIEW);
    return current(caller);
  }

  private Standing current(Caller caller) {
    Guidelines guidelines = settings.text();
    return new Standing(
        guidelines,
        settings.guidelinesRequired(),
        acceptances.find(caller.teamId(), guidelines.version()).orElse(null));
  }

  /**
   * Accepts the guidelines for the caller's team; again changes nothing.
   *
   * @param version of what was read
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} without a version
   * @throws GuidelinesChangedException {@code guidelines-changed}
   */
  public Standing accept(Caller caller, @Nullable Integer version) {
    accessControl.require(caller, Permission.MANAGE_APPS);
    if (version == null) {
      throw new InvalidFieldException("version", "must be given");
    }
    int inForce = settings.text().version();
    if (version != inForce) {
      throw new GuidelinesChangedException(inForce);
    }
    acceptances.lock(caller.teamId());
    Standing before = current(caller);
    if (before.acceptance() != null) {
      return before;
    }
    GuidelinesAcceptance acceptance = new GuidelinesAcceptance(caller, version, clock.instant());
    acceptances.add(acceptance);
    audit.record(
        caller,
        "guidelines.accept",
        PublicId.format(IdKind.TEAM, caller.teamId()),
        null,
        JsonParts.object().add("version", version).build());
    return new Standing(before.guidelines(), before.required(), acceptance);
  }

  /**
   * Lets only teams pass that have accepted, where that is required.
   *
   * @throws GuidelinesNotAcceptedException {@code guidelines-not-accepted}
   */
  public void requireAccepted(Caller caller) {
    if (settings.guidelinesRequired() && current(caller).acceptance() == null) {
      throw new GuidelinesNotAcceptedException(settings.text().version(), urls.of(PAGE));
    }
  }
}
