package dev.pappus.rest.review;

import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.review.GuidelinesDesk;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The app guidelines. */
@Path("api/v1/guidelines")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "builds")
public class GuidelinesResource {
  @Inject CurrentCaller caller;
  @Inject GuidelinesDesk desk;

  @GET
  @Operation(operationId = "getGuidelines", summary = "The app guidelines in force")
  public GuidelinesResponse get() {
    return GuidelinesResponse.of(desk.standing(caller.get()));
  }

  @POST
  @Path("acceptances")
  @Operation(
      operationId = "acceptGuidelines",
      summary = "Accept the app guidelines for the team",
      description = "Once for each version; again changes nothing.")
  @APIResponse(responseCode = "200", description = "The guidelines, accepted")
  @APIResponse(responseCode = "409", description = "`guidelines-changed`")
  public GuidelinesResponse accept(@NotNull @Valid AcceptanceRequest request) {
    return GuidelinesResponse.of(desk.accept(caller.get(), request.version()));
  }
}
