package dev.pappus.rest.account;

import dev.pappus.account.MemberDesk;
import dev.pappus.account.MemberNotFoundException;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is in the team. */
@Path("api/v1/team/members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class MembersResource {
  @Inject CurrentCaller caller;
  @Inject MemberDesk desk;

  @GET
  @Operation(operationId = "listMembers", summary = "The team's members, newest first")
  public ListResponse<MemberResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(desk.page(caller.get(), parameters.toRequest()), MemberResponse::of);
  }

  @PATCH
  @Path("{uid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeMember",
      summary = "Give a member another role",
      description = "Who is an owner is decided by owners. A team keeps at least one.")
  @APIResponse(responseCode = "200", description = "The member")
  @APIResponse(responseCode = "409", description = "`last-owner`")
  public MemberResponse change(
      @PathParam("uid") String userId, @NotNull @Valid RoleRequest request) {
    return MemberResponse.of(desk.change(caller.get(), key(userId), request.role()));
  }

  @DELETE
  @Path("{uid}")
  @Operation(
      operationId = "removeMember",
      summary = "Take a member out of the team",
      description = "Its API tokens of the team are revoked.")
  @APIResponse(responseCode = "204", description = "Removed")
  @APIResponse(responseCode = "409", description = "`last-owner`")
  public void remove(@PathParam("uid") String userId) {
    desk.remove(caller.get(), key(userId));
  }

  static UUID key(String userId) {
    return Ids.read(IdKind.USER, userId, MemberNotFoundException::new);
  }
}
