package dev.pappus.rest.receiver;

import dev.pappus.delivery.receiver.ReceiverLink;
import dev.pappus.delivery.receiver.ReceiverLinkIssuer;
import dev.pappus.delivery.receiver.ReceiverLinkTokens;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.OptionalBody;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.url.PublicUrls;
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
import java.net.URI;
import java.time.Clock;
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
  @Inject CurrentCaller caller;
  @Inject ReceiverLinkIssuer issuer;
  @Inject ReceiverLinkTokens tokens;
  @Inject OptionalBody optionalBody;
  @Inject PublicUrls urls;
  @Inject Clock clock;

  @GET
  @Operation(
      operationId = "listReceiverLinks",
      summary = "A webhook's receiver's links, newest first",
      description = "Those that have expired or were revoked included.")
  public ListResponse<ReceiverLinkResponse> list(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @BeanParam PageParameters parameters) {
    return ListResponse.of(
        issuer.list(caller.get(), Ids.app(id), Ids.webhook(webhookId), parameters.toRequest()),
        this::show);
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
    ReceiverLinkRequest wish =
        optionalBody
            .read(request, ReceiverLinkRequest.class)
            .orElseGet(() -> new ReceiverLinkRequest(null, null));
    ReceiverLinkResponse link =
        show(
            issuer.create(
                caller.get(), Ids.app(id), Ids.webhook(webhookId), wish.label(), wish.expiresAt()));
    String path = "/api/v1/apps/" + id + "/webhooks/" + webhookId + "/receiver-links";
    return Response.created(URI.create(urls.of(path))).entity(link).build();
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
    issuer.revoke(caller.get(), Ids.app(id), Ids.webhook(webhookId), Ids.receiverLink(linkId));
  }

  private ReceiverLinkResponse show(ReceiverLink link) {
    return ReceiverLinkResponse.of(link, tokens.url(link), clock.instant());
  }
}
