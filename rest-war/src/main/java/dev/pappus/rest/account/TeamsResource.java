package dev.pappus.rest.account;

import dev.pappus.account.TeamDesk;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Teams that there are for the caller. */
@Path("api/v1/teams")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class TeamsResource {
  @Inject CurrentCaller caller;
  @Inject TeamDesk desk;

  /** There are only a few. */
  public record Seats(List<TeamResponse.Seat> items) {}

  @GET
  @Operation(
      operationId = "listTeams",
      summary = "The teams that the caller is in",
      description = "A token is for one team, and sees that one.")
  public Seats list() {
    return new Seats(desk.mine(caller.get()).stream().map(TeamResponse.Seat::of).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createTeam",
      summary = "Make a team",
      description =
          "The token's user owns it. The token stays one of its own team: one of the new team is"
              + " made in the console.")
  @APIResponse(
      responseCode = "201",
      description = "The new team",
      content = @Content(schema = @Schema(implementation = TeamResponse.class)))
  public Response create(@NotNull @Valid TeamRequest request) {
    return Response.status(Response.Status.CREATED)
        .entity(TeamResponse.of(desk.create(caller.get(), request.toDraft())))
        .build();
  }
}
