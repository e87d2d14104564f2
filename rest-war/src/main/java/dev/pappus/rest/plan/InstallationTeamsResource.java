package dev.pappus.rest.plan;

import dev.pappus.account.plan.PlanDesk;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The teams of the installation, for its administrator. */
@Path("api/v1/admin/teams")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "plan")
public class InstallationTeamsResource {
  @Inject CurrentCaller caller;
  @Inject PlanDesk desk;

  @GET
  @Operation(
      operationId = "listInstallationTeams",
      summary = "All teams of the installation and their plans, newest first")
  public ListResponse<InstallationTeamResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(
        desk.teams(caller.get(), parameters.toRequest()), InstallationTeamResponse::of);
  }
}
