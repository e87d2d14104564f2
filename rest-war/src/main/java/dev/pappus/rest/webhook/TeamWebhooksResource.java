package dev.pappus.rest.webhook;

import dev.pappus.rest.delivery.DeliveryResponse;
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

/** The webhooks of the whole team: each for all its apps, but for what its filter excludes. */
@Path("api/v1/team/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class TeamWebhooksResource {
  @Inject WebhookAnswers answers;

  @GET
  @Operation(
      operationId = "listTeamWebhooks",
      summary = "The team's webhooks, newest first",
      description =
          "All of them: there are only a few. The webhooks of single apps are not among them.")
  public ListResponse<WebhookResponse> list() {
    return answers.list(WebhookOwner.TEAM);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createTeamWebhook",
      summary = "Make a webhook for all apps",
      description = "The answer holds its secret, and no later one does.")
  @APIResponse(
      responseCode = "201",
      description = "The new webhook; Location leads to it",
      content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
  @APIResponse(responseCode = "409", description = "`webhook-limit`")
  public Response create(@NotNull @Valid WebhookRequest request) {
    return answers.create(WebhookOwner.TEAM, "/api/v1/team/webhooks", request);
  }

  @GET
  @Path("{wid}")
  @Operation(operationId = "getTeamWebhook", summary = "One webhook of the team")
  public WebhookResponse get(@PathParam("wid") String webhookId) {
    return answers.get(WebhookOwner.TEAM, webhookId);
  }

  @PATCH
  @Path("{wid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changeTeamWebhook",
      summary = "Change what is given of a team's webhook")
  public WebhookResponse change(
      @PathParam("wid") String webhookId, @NotNull @Valid WebhookChangeRequest request) {
    return answers.change(WebhookOwner.TEAM, webhookId, request);
  }

  @DELETE
  @Path("{wid}")
  @Operation(
      operationId = "deleteTeamWebhook",
      summary = "Remove a webhook of the team",
      description = "What waits for it is cancelled.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void delete(@PathParam("wid") String webhookId) {
    answers.remove(WebhookOwner.TEAM, webhookId);
  }

  @POST
  @Path("{wid}/test")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "testTeamWebhook",
      summary = "Send a sample to a team's webhook",
      description =
          "One attempt, whether the webhook is on or off, about the newest app that it gets events of. The body may be left out.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TestRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "The test's delivery; Location leads to it",
      content = @Content(schema = @Schema(implementation = DeliveryResponse.class)))
  public Response test(@PathParam("wid") String webhookId, @Context HttpServletRequest request)
      throws IOException {
    return answers.test(WebhookOwner.TEAM, webhookId, request);
  }

  @POST
  @Path("{wid}/rotate-secret")
  @Operation(
      operationId = "rotateTeamSecret",
      summary = "Give a team's webhook a new secret",
      description = "The answer holds it. The old one signs along for a day.")
  @APIResponse(responseCode = "200", description = "The webhook with its new secret")
  public WebhookResponse rotateSecret(@PathParam("wid") String webhookId) {
    return answers.rotateSecret(WebhookOwner.TEAM, webhookId);
  }
}
