package dev.pappus.rest.account;

import dev.pappus.account.IssuedToken;
import dev.pappus.account.TokenDesk;
import dev.pappus.account.TokenNotFoundException;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** API tokens. */
@Path("api/v1/tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class TokensResource {
  @Inject CurrentCaller caller;
  @Inject TokenDesk desk;

  @GET
  @Operation(
      operationId = "listTokens",
      summary = "API tokens of the team, newest first",
      description = "One's own; everybody's for who may manage them. Revoked ones are gone.")
  public ListResponse<TokenResponse> list(@BeanParam PageParameters parameters) {
    return ListResponse.of(
        desk.page(caller.get(), parameters.toRequest()),
        owned -> TokenResponse.of(owned.token(), null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createToken",
      summary = "Make an API token",
      description =
          "For the same user and team. The answer holds its text, and no later one does. It may do"
              + " what both its scopes and the user's role allow.")
  @APIResponse(
      responseCode = "201",
      description = "The new token",
      content = @Content(schema = @Schema(implementation = TokenResponse.class)))
  public Response create(@NotNull @Valid TokenRequest request) {
    IssuedToken issued = desk.issue(caller.get(), request.toDraft());
    return Response.status(Response.Status.CREATED)
        .entity(TokenResponse.of(issued.token(), issued.text()))
        .build();
  }

  @DELETE
  @Path("{tid}")
  @Operation(
      operationId = "revokeToken",
      summary = "Revoke an API token",
      description = "It opens nothing from then on, on no node.")
  @APIResponse(responseCode = "204", description = "Revoked")
  public void revoke(@PathParam("tid") String id) {
    desk.revoke(caller.get(), Ids.read(IdKind.TOKEN, id, TokenNotFoundException::new));
  }
}
