package dev.pappus.rest.delivery;

import dev.pappus.rest.json.Ids;
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

/** How an endpoint's health came to be what it is. */
@Path("api/v1/apps/{id}/webhooks/{wid}/health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public class EndpointHealthResource {
  @Inject DeliveryAnswers answers;

  @GET
  @Operation(
      operationId = "listEndpointChanges",
      summary = "What happened to a webhook's endpoint, newest first")
  public ListResponse<EndpointChangeResponse> list(
      @PathParam("id") String id,
      @PathParam("wid") String wid,
      @BeanParam PageParameters parameters) {
    return answers.changes(WebhookOwner.app(Ids.app(id)), wid, parameters);
  }
}
