package dev.pappus.rest.verification;

import dev.pappus.account.verification.VerificationDesk;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The real name of the caller's team. */
@Path("api/v1/verification")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "plan")
public class VerificationResource {
  @Inject CurrentCaller caller;
  @Inject VerificationDesk desk;

  @GET
  @Operation(operationId = "getVerification", summary = "Where the team's real name stands")
  public VerificationResponse get() {
    return VerificationResponse.of(desk.own(caller.get()));
  }

  @POST
  @Operation(
      operationId = "submitVerification",
      summary = "Submit the team's real name",
      description =
          "It waits for an administrator of the installation, unless an automatic verifier decides"
              + " at once. A rejected team may submit again.")
  @APIResponse(
      responseCode = "201",
      description = "What was submitted",
      content = @Content(schema = @Schema(implementation = VerificationResponse.class)))
  @APIResponse(responseCode = "409", description = "`verification-state`")
  public Response submit(@NotNull @Valid VerificationRequest request) {
    return Response.status(Response.Status.CREATED)
        .entity(
            VerificationResponse.of(desk.submit(caller.get(), request.name(), request.number())))
        .build();
  }
}
