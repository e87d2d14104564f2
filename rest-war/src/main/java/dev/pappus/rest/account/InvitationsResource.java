package dev.pappus.rest.account;

import dev.pappus.account.InvitationDesk;
import dev.pappus.account.InvitationNotFoundException;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Letters that let people into the team, or in for one of its apps. */
@Path("api/v1/team/invitations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class InvitationsResource {
  @Inject CurrentCaller caller;
  @Inject InvitationDesk desk;

  @GET
  @Operation(
      operationId = "listInvitations",
      summary = "Invitations that wait for an answer or have expired, newest first")
  public ListResponse<InvitationResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(desk.page(caller.get(), parameters.toRequest()), InvitationResponse::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createInvitation",
      summary = "Invite somebody by mail",
      description = "The letter holds a link that is good for a time and can be used once.")
  @APIResponse(
      responseCode = "201",
      description = "The invitation",
      content = @Content(schema = @Schema(implementation = InvitationResponse.class)))
  @APIResponse(
      responseCode = "409",
      description = "`already-member`, `already-invited`, `invitation-limit`")
  public Response create(@NotNull @Valid InvitationRequest request) {
    return Response.status(Response.Status.CREATED)
        .entity(InvitationResponse.of(desk.invite(caller.get(), request.toDraft())))
        .build();
  }

  @POST
  @Path("{iid}/resend")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "resendInvitation",
      summary = "Send an invitation again, as new",
      description = "The link of the letter before is worth nothing from then on.")
  @APIResponse(responseCode = "200", description = "The invitation as it stands now")
  @APIResponse(responseCode = "409", description = "`invitation-closed`")
  public InvitationResponse resend(@PathParam("iid") String id) {
    return InvitationResponse.of(desk.resend(caller.get(), key(id)));
  }

  @DELETE
  @Path("{iid}")
  @Operation(
      operationId = "withdrawInvitation",
      summary = "Withdraw an invitation",
      description = "Its link opens nothing from then on.")
  @APIResponse(responseCode = "204", description = "Withdrawn")
  @APIResponse(responseCode = "409", description = "`invitation-closed`")
  public void withdraw(@PathParam("iid") String id) {
    desk.withdraw(caller.get(), key(id));
  }

  private static UUID key(String id) {
    return Ids.read(IdKind.INVITATION, id, InvitationNotFoundException::new);
  }
}
