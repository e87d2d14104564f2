package dev.pappus.rest.plan;

import dev.pappus.account.plan.PlanDesk;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The plan of the caller's team. */
@Path("api/v1/plan")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "plan")
public class PlanResource {
  @Inject CurrentCaller caller;
  @Inject PlanDesk desk;

  @GET
  @Operation(
      operationId = "getPlan",
      summary = "What the team has, may have, and what would unlock more",
      description =
          "What a plan forbids is answered 402 `plan-limit` or 403 `plan-feature`, wherever it is"
              + " asked for.")
  public PlanResponse get() {
    return PlanResponse.of(desk.overview(caller.get()));
  }
}
