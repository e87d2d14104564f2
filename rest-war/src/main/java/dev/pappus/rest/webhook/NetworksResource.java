package dev.pappus.rest.webhook;

import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.webhook.endpoint.EndpointSettings;
import dev.pappus.webhook.network.AllowedNetworkEditor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The networks that webhooks may reach although they are not public. */
@Path("api/v1/settings/webhook-networks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
public class NetworksResource {
  @Inject CurrentCaller caller;
  @Inject AllowedNetworkEditor editor;
  @Inject EndpointSettings settings;

  @GET
  @Operation(
      operationId = "getWebhookNetworks",
      summary = "The networks that webhooks may reach although they are not public")
  public NetworksResponse get() {
    return NetworksResponse.of(settings.allowedNetworks(), editor.list(caller.get()));
  }

  @PUT
  @Operation(
      operationId = "putWebhookNetworks",
      summary = "Replace the networks that administrators have opened",
      description =
          "For the whole installation, on all nodes within seconds. What is opened here can be"
              + " reached by anybody who may make a webhook. Those of the setting stay as they are.")
  @APIResponse(responseCode = "200", description = "The networks that are open now")
  @APIResponse(responseCode = "409", description = "`changed-meanwhile`")
  public NetworksResponse put(@NotNull @Valid NetworksRequest request) {
    return NetworksResponse.of(
        settings.allowedNetworks(), editor.replace(caller.get(), request.toWishes()));
  }
}
