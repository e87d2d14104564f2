package dev.pappus.rest.delivery;

import dev.pappus.rest.work.JobResponse;
import dev.pappus.webhook.WebhookOwner;
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

/** Sending deliveries of a webhook of the team once more, in bulk. */
@Path("api/v1/team/webhooks/{wid}/recover")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class TeamRecoverResource {
  @Inject DeliveryAnswers answers;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "recoverTeamDeliveries",
      summary = "Send deliveries of a team's webhook once more",
      description = RecoverResource.DESCRIPTION)
  @APIResponse(
      responseCode = "202",
      description = "The job; Location leads to it",
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  @APIResponse(responseCode = "409", description = "`recover-running`")
  public Response recover(
      @PathParam("wid") String webhookId, @NotNull @Valid RecoverRequest request) {
    return answers.recover(WebhookOwner.TEAM, webhookId, request);
  }
}
