package dev.pappus.rest.webhook;

import dev.pappus.rest.delivery.DeliveryResponse;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.webhook.WebhookOwner;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** The webhooks of an app. */
@Path("api/v1/apps/{id}/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class WebhooksResource {
  @Inject WebhookAnswers answers;

  @GET
  @Operation(
      operationId = "listWebhooks",
      summary = "An app's webhooks, newest first",
      description = "All of them: there are only a few.")
  public ListResponse<WebhookResponse> list(@PathParam("id") String id) {
    return answers.list(owner(id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createWebhook",
      summary = "Make a webhook",
      description = "The answer holds its secret, and no later one does.")
  @APIResponse(
      responseCode = "201",
      description = "The new webhook; Location leads to it",
      content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
  @APIResponse(responseCode = "409", description = "`webhook-limit`")
  public Response create(@PathParam("id") String id, @NotNull @Valid WebhookRequest request) {
    return answers.create(owner(id), "/api/v1/apps/" + id + "/webhooks", request);
  }

  @GET
  @Path("{wid}")
  @Operation(operationId = "getWebhook", summary = "One webhook")
  public WebhookResponse get(@PathParam("id") String id, @PathParam("wid") String webhookId) {
    return answers.get(owner(id), webhookId);
  }

  @PATCH
  @Path("{wid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeWebhook", summary = "Change what is given")
  public WebhookResponse change(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @NotNull @Valid WebhookChangeRequest request) {
    return answers.change(owner(id), webhookId, request);
  }

  @DELETE
  @Path("{wid}")
  @Operation(
      operationId = "deleteWebhook",
      summary = "Remove a webhook",
      description = "What waits for it is cancelled.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void delete(@PathParam("id") String id, @PathParam("wid") String webhookId) {
    answers.remove(owner(id), webhookId);
  }

  @POST
  @Path("{wid}/test")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "testWebhook",
      summary = "Send a sample",
      description = "One attempt, whether the webhook is on or off. The body may be left out.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TestRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "The test's delivery; Location leads to it",
      content = @Content(schema = @Schema(implementation = DeliveryResponse.class)))
  public Response test(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @Context HttpServletRequest request)
      throws IOException {
    return answers.test(owner(id), webhookId, request);
  }

  @POST
  @Path("{wid}/rotate-secret")
  @Operation(
      operationId = "rotateSecret",
      summary = "Give a webhook a new secret",
      description = "The answer holds it. The old one signs along for a day.")
  @APIResponse(responseCode = "200", description = "The webhook with its new secret")
  public WebhookResponse rotateSecret(
      @PathParam("id") String id, @PathParam("wid") String webhookId) {
    return answers.rotateSecret(owner(id), webhookId);
  }

  private static WebhookOwner owner(String appId) {
    return WebhookOwner.app(Ids.app(appId));
  }
}
