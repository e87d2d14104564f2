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

/** The plans that there are. */
@Path("api/v1/plans")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "plan")
public class PlansResource {
  @Inject CurrentCaller caller;
  @Inject PlanDesk desk;

  @GET
  @Operation(operationId = "listPlans", summary = "All plans, the smallest first")
  public PlansResponse list() {
    return PlansResponse.of(desk.plans(caller.get()));
  }
}
