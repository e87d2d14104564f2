package dev.pappus.rest.webhook;

import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryTester;
import dev.pappus.delivery.WebhookHealth;
import dev.pappus.rest.delivery.DeliveryResponse;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.OptionalBody;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.webhook.SavedWebhook;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookEditor;
import dev.pappus.webhook.WebhookRegistrar;
import dev.pappus.webhook.WebhookRepository;
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
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
  @Inject CurrentCaller caller;
  @Inject WebhookRepository webhooks;
  @Inject WebhookRegistrar registrar;
  @Inject WebhookEditor editor;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryTester tester;
  @Inject OptionalBody optionalBody;
  @Inject PublicUrls urls;

  @GET
  @Operation(
      operationId = "listWebhooks",
      summary = "An app's webhooks, newest first",
      description = "All of them: there are only a few.")
  public ListResponse<WebhookResponse> list(@PathParam("id") String id) {
    List<Webhook> found = new ArrayList<>(webhooks.list(caller.get(), Ids.app(id)));
    found.sort(Comparator.comparing(Webhook::createdAt).reversed());
    Map<UUID, WebhookHealth> health = deliveries.health(found.stream().map(Webhook::id).toList());
    return new ListResponse<>(
        found.stream()
            .map(w -> WebhookResponse.of(w, Objects.requireNonNull(health.get(w.id()))))
            .toList(),
        null);
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
    SavedWebhook saved = registrar.create(caller.get(), Ids.app(id), request.toDraft());
    WebhookResponse response = show(saved);
    String path = "/api/v1/apps/" + id + "/webhooks/" + response.id();
    return Response.created(URI.create(urls.of(path))).entity(response).build();
  }

  @GET
  @Path("{wid}")
  @Operation(operationId = "getWebhook", summary = "One webhook")
  public WebhookResponse get(@PathParam("id") String id, @PathParam("wid") String webhookId) {
    Webhook webhook = webhooks.get(caller.get(), Ids.app(id), Ids.webhook(webhookId));
    return WebhookResponse.of(webhook, healthOf(webhook));
  }

  @PATCH
  @Path("{wid}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeWebhook", summary = "Change what is given")
  public WebhookResponse change(
      @PathParam("id") String id,
      @PathParam("wid") String webhookId,
      @NotNull @Valid WebhookChangeRequest request) {
    return show(
        editor.change(caller.get(), Ids.app(id), Ids.webhook(webhookId), request.toDraft()));
  }

  @DELETE
  @Path("{wid}")
  @Operation(
      operationId = "deleteWebhook",
      summary = "Remove a webhook",
      description = "What waits for it is cancelled.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void delete(@PathParam("id") String id, @PathParam("wid") String webhookId) {
    editor.remove(caller.get(), Ids.app(id), Ids.webhook(webhookId));
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
    String event =
        optionalBody.read(request, TestRequest.class).map(TestRequest::event).orElse(null);
    Delivery delivery = tester.test(caller.get(), Ids.app(id), Ids.webhook(webhookId), event);
    DeliveryResponse response = DeliveryResponse.fresh(delivery);
    return Response.accepted(response)
        .location(URI.create(urls.of("/api/v1/deliveries/" + response.id())))
        .build();
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
    return show(editor.rotateSecret(caller.get(), Ids.app(id), Ids.webhook(webhookId)));
  }

  private WebhookResponse show(SavedWebhook saved) {
    return WebhookResponse.of(saved, healthOf(saved.webhook()));
  }

  private WebhookHealth healthOf(Webhook webhook) {
    return deliveries
        .health(List.of(webhook.id()))
        .getOrDefault(webhook.id(), WebhookHealth.UNKNOWN);
  }
}
