package dev.pappus.rest.account;

import dev.pappus.account.CollaboratorDesk;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** People from outside the team who are let in for one of its apps. */
@Path("api/v1/apps/{id}/collaborators")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class CollaboratorsResource {
  @Inject CurrentCaller caller;
  @Inject CollaboratorDesk desk;

  /** There are only a few. */
  public record Collaborators(List<MemberResponse> items) {}

  @GET
  @Operation(
      operationId = "listCollaborators",
      summary = "People from outside the team who are let in for an app, newest first",
      description = "All of them. They come by an invitation with `appId`.")
  public Collaborators list(@PathParam("id") String id) {
    return new Collaborators(
        desk.list(caller.get(), Ids.app(id)).stream().map(MemberResponse::of).toList());
  }

  @PATCH
  @Path("{uid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeCollaborator",
      summary = "Give a collaborator another role",
      description = "`developer`, `tester` or `auditor`.")
  public MemberResponse change(
      @PathParam("id") String id,
      @PathParam("uid") String userId,
      @NotNull @Valid RoleRequest request) {
    return MemberResponse.of(
        desk.change(caller.get(), Ids.app(id), MembersResource.key(userId), request.role()));
  }

  @DELETE
  @Path("{uid}")
  @Operation(
      operationId = "removeCollaborator",
      summary = "Let a collaborator in no longer",
      description = "Its API tokens of the app are revoked.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void remove(@PathParam("id") String id, @PathParam("uid") String userId) {
    desk.remove(caller.get(), Ids.app(id), MembersResource.key(userId));
  }
}
