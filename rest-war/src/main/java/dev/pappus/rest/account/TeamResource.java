package dev.pappus.rest.account;

import dev.pappus.account.TeamDesk;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The team that the caller's token is for. */
@Path("api/v1/team")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class TeamResource {
  @Inject CurrentCaller caller;
  @Inject TeamDesk desk;

  @GET
  @Operation(operationId = "getTeam", summary = "The team that the token is for")
  public TeamResponse get() {
    return TeamResponse.of(desk.current(caller.get()));
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeTeam", summary = "Change what is given of the team")
  public TeamResponse change(@NotNull @Valid TeamRequest request) {
    return TeamResponse.of(desk.change(caller.get(), request.toDraft()));
  }
}
