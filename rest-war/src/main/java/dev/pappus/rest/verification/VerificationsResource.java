package dev.pappus.rest.verification;

import dev.pappus.account.verification.VerificationDesk;
import dev.pappus.account.verification.VerificationNotFoundException;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The queue of real names, for administrators of the installation. */
@Path("api/v1/admin/verifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "plan")
public class VerificationsResource {
  @Inject CurrentCaller caller;
  @Inject VerificationDesk desk;

  @GET
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "listVerifications",
      summary = "Submissions of real names of all teams, newest first")
  public ListResponse<VerificationResponse> list(
      @QueryParam("state")
          @Parameter(
              description = "Where they stand",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"SUBMITTED", "APPROVED", "REJECTED"},
                      defaultValue = "SUBMITTED"))
          @Nullable String state,
      @BeanParam PageParameters parameters) {
    VerificationStatus status =
        Ids.given(state).map(VerificationsResource::status).orElse(VerificationStatus.SUBMITTED);
    return ListResponse.of(
        desk.queue(caller.get(), status, parameters.toRequest()), VerificationResponse::of);
  }

  private static VerificationStatus status(String name) {
    return Arrays.stream(VerificationStatus.values())
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new InvalidFieldException("state", "must be SUBMITTED, APPROVED or REJECTED"));
  }

  @POST
  @Path("{id}/approve")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "approveVerification", summary = "Approve a real name")
  @APIResponse(responseCode = "200", description = "It is approved")
  @APIResponse(responseCode = "409", description = "`verification-state`")
  public VerificationResponse approve(@PathParam("id") String id) {
    return VerificationResponse.of(desk.approve(caller.get(), key(id)));
  }

  @POST
  @Path("{id}/reject")
  @Operation(
      operationId = "rejectVerification",
      summary = "Reject a real name",
      description =
          "Name and number are forgotten; the team sees the reason, and may submit again.")
  @APIResponse(responseCode = "200", description = "It is rejected")
  @APIResponse(responseCode = "409", description = "`verification-state`")
  public VerificationResponse reject(
      @PathParam("id") String id, @NotNull @Valid RejectionRequest request) {
    return VerificationResponse.of(desk.reject(caller.get(), key(id), request.reason()));
  }

  private static UUID key(String id) {
    return Ids.read(IdKind.VERIFICATION, id, VerificationNotFoundException::new);
  }
}
