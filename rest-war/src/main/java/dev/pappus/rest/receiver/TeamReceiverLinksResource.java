package dev.pappus.rest.receiver;

import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.webhook.WebhookOwner;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Receivers' links of a webhook of the team. */
@Path("api/v1/team/webhooks/{wid}/receiver-links")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class TeamReceiverLinksResource {
  @Inject ReceiverLinkAnswers answers;

  @GET
  @Operation(
      operationId = "listTeamReceiverLinks",
      summary = "Receiver's links of a team's webhook, newest first",
      description = "Those that have expired or were revoked included.")
  public ListResponse<ReceiverLinkResponse> list(
      @PathParam("wid") String webhookId, @BeanParam PageParameters parameters) {
    return answers.list(WebhookOwner.TEAM, webhookId, parameters);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "createTeamReceiverLink",
      summary = "Make a receiver's link of a team's webhook",
      description =
          "A signed address that shows the deliveries of this webhook, of all the team's apps that"
              + " it gets events of, read-only, to people without an account. The body may be left"
              + " out.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReceiverLinkRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new link",
      content = @Content(schema = @Schema(implementation = ReceiverLinkResponse.class)))
  @APIResponse(responseCode = "409", description = "`receiver-link-limit`")
  public Response create(@PathParam("wid") String webhookId, @Context HttpServletRequest request)
      throws IOException {
    String path = "/api/v1/team/webhooks/" + webhookId + "/receiver-links";
    return answers.create(WebhookOwner.TEAM, webhookId, path, request);
  }

  @DELETE
  @Path("{lid}")
  @Operation(
      operationId = "revokeTeamReceiverLink",
      summary = "Revoke a receiver's link of a team's webhook",
      description = "It opens nothing from now on.")
  @APIResponse(responseCode = "204", description = "Revoked")
  public void revoke(@PathParam("wid") String webhookId, @PathParam("lid") String linkId) {
    answers.revoke(WebhookOwner.TEAM, webhookId, linkId);
  }
}
