package dev.pappus.rest.plan;

import dev.pappus.account.TeamNotFoundException;
import dev.pappus.account.plan.PaymentDesk;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Payments that an administrator of the installation knows of. */
@Path("api/v1/admin/teams/{id}/payments")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "plan")
public class PaymentsResource {
  @Inject CurrentCaller caller;
  @Inject PaymentDesk desk;

  @POST
  @Operation(operationId = "markPaid", summary = "Mark a team as paid")
  @APIResponse(
      responseCode = "201",
      description = "The payment; its plan holds",
      content = @Content(schema = @Schema(implementation = PaymentResponse.class)))
  @APIResponse(responseCode = "409", description = "`payment-known`")
  public Response pay(@PathParam("id") String id, @NotNull @Valid PaymentRequest request) {
    PaymentResponse payment =
        PaymentResponse.of(
            desk.markPaid(
                caller.get(),
                Ids.read(IdKind.TEAM, id, TeamNotFoundException::new),
                request.plan(),
                request.paidUntil(),
                request.receipt()));
    return Response.status(Response.Status.CREATED).entity(payment).build();
  }
}
