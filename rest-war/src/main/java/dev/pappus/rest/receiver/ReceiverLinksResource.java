package dev.pappus.rest.receiver;

import dev.pappus.rest.json.Ids;
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

/** Receivers' links of a webhook. */
@Path("api/v1/apps/{id}/webhooks/{wid}/receiver-links")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class ReceiverLinksResource {
  @Inject ReceiverLinkAnswers answers;

  @GET
  @Operation(
      operationId = "listReceiverLinks",
      summary = "A webhook's receiver's links, newest first",
      description = "Those that have expired or were revoked included.")
  public ListResponse<ReceiverLinkResponse> list(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @BeanParam PageParameters parameters) {
    return answers.list(owner(id), webhookId, parameters);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "createReceiverLink",
      summary = "Make a receiver's link",
      description =
          "A signed address that shows the deliveries of this webhook, read-only, to people without"
              + " an account. The body may be left out.")
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
  public Response create(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @Context HttpServletRequest request)
      throws IOException {
    String path = "/api/v1/apps/" + id + "/webhooks/" + webhookId + "/receiver-links";
    return answers.create(owner(id), webhookId, path, request);
  }

  @DELETE
  @Path("{lid}")
  @Operation(
      operationId = "revokeReceiverLink",
      summary = "Revoke a receiver's link",
      description = "It opens nothing from now on.")
  @APIResponse(responseCode = "204", description = "Revoked")
  public void revoke(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @PathParam("lid") String linkId) {
    answers.revoke(owner(id), webhookId, linkId);
  }

  private static WebhookOwner owner(String appId) {
    return WebhookOwner.app(Ids.app(appId));
  }
}
