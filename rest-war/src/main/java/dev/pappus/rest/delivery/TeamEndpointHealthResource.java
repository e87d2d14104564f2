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

/** How the health of the endpoint of a team's webhook came to be what it is. */
@Path("api/v1/team/webhooks/{wid}/health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class TeamEndpointHealthResource {
  @Inject DeliveryAnswers answers;

  @GET
  @Operation(
      operationId = "listTeamEndpointChanges",
      summary = "What happened to the endpoint of a team's webhook, newest first")
  public ListResponse<EndpointChangeResponse> list(
      @PathParam("wid") String wid, @BeanParam PageParameters parameters) {
    return answers.changes(WebhookOwner.TEAM, wid, parameters);
  }
}
