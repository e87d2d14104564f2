package dev.pappus.rest.delivery;

import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.webhook.WebhookOwner;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deliveries of a webhook of the team, whichever of its apps they are about. */
@Path("api/v1/team/webhooks/{wid}/deliveries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
public class TeamDeliveriesResource {
  @Inject DeliveryAnswers answers;

  @GET
  @Operation(
      operationId = "listTeamDeliveries",
      summary = "Deliveries of a team's webhook, newest first",
      description =
          "Of all its apps but deleted ones. Of an answer's body a list shows the first 1,000 bytes;"
              + " what was sent, and headers, only the delivery itself.")
  public ListResponse<DeliveryResponse> list(
      @PathParam("wid") String webhookId,
      @BeanParam DeliveryFilterParameters filter,
      @BeanParam PageParameters parameters) {
    return answers.list(WebhookOwner.TEAM, webhookId, filter, parameters);
  }
}
