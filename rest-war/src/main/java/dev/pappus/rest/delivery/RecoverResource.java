package dev.pappus.rest.delivery;

import dev.pappus.rest.json.Ids;
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

/** Sending deliveries of a webhook once more, in bulk. */
@Path("api/v1/apps/{id}/webhooks/{wid}/recover")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class RecoverResource {
  /** What a recovery does, whosever webhook it is. */
  static final String DESCRIPTION =
      "As a job, which goes no faster than the server's settings allow. Each delivery becomes a new"
          + " one with the same bytes and the same `webhook-id`; one that was sent again already is"
          + " left out. The job's `done` counts those that have ended. Cancelling it cancels what"
          + " still waits of it. With `dryRun` nothing is sent, and the job's `total` tells how many"
          + " would be.";

  @Inject DeliveryAnswers answers;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "recoverDeliveries",
      summary = "Send deliveries of a time once more",
      description = DESCRIPTION)
  @APIResponse(
      responseCode = "202",
      description = "The job; Location leads to it",
      content = @Content(schema = @Schema(implementation = JobResponse.class)))
  @APIResponse(responseCode = "409", description = "`recover-running`")
  public Response recover(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @NotNull @Valid RecoverRequest request) {
    return answers.recover(WebhookOwner.app(Ids.app(id)), webhookId, request);
  }
}
