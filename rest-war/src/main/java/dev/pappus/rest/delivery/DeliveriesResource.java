package dev.pappus.rest.delivery;

import dev.pappus.app.AppRepository;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryResender;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deliveries. */
@Path("api/v1")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
public class DeliveriesResource {
  @Inject CurrentCaller caller;
  @Inject AppRepository apps;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryResender resender;
  @Inject DeliveryAnswers answers;
  @Inject PublicUrls urls;

  @GET
  @Path("apps/{id}/deliveries")
  @Operation(
      operationId = "listDeliveries",
      summary = "An app's deliveries, newest first",
      description =
          "Of an answer's body a list shows the first 1,000 bytes; what was sent, and headers, only"
              + " the delivery itself.")
  public ListResponse<DeliveryResponse> list(
      @PathParam("id") String id,
      @Parameter(description = "Only to this webhook") @QueryParam("webhook")
          @Nullable String webhook,
      @BeanParam DeliveryFilterParameters filter,
      @BeanParam PageParameters parameters) {
    UUID appId = apps.get(caller.get(), Permission.VIEW_WEBHOOKS, Ids.app(id)).id();
    UUID webhookId = Ids.given(webhook).map(Ids::webhook).orElse(null);
    return answers.list(deliveries.page(appId, filter.toFilter(webhookId), parameters.toRequest()));
  }

  @GET
  @Path("deliveries/{id}")
  @Operation(
      operationId = "getDelivery",
      summary = "One delivery with its attempts",
      description = "With all that went over the wire, secret values masked.")
  public DeliveryResponse get(@PathParam("id") String id) {
    Delivery delivery = deliveries.get(caller.get(), Ids.delivery(id));
    return DeliveryResponse.of(
        delivery,
        deliveries.waiting(List.of(delivery)).get(delivery.id()),
        deliveries.attempts(delivery.id()),
        deliveries.body(delivery.id()).map(MessageBody::bytes).orElse(null));
  }

  @POST
  @Path("deliveries/{id}/resend")
  @Operation(
      operationId = "resendDelivery",
      summary = "Send it once more",
      description =
          "As a new delivery with the same bytes and the same `webhook-id`. One that has not ended"
              + " is closed as `resent`.")
  @APIResponse(
      responseCode = "202",
      description = "The new delivery; Location leads to it",
      content = @Content(schema = @Schema(implementation = DeliveryResponse.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "`delivery-in-flight`; `webhook-removed`: there is nowhere to send it;"
              + " `delivery-body-gone`: its body is not kept any more")
  public Response resend(@PathParam("id") String id) {
    DeliveryResponse response =
        DeliveryResponse.fresh(resender.resend(caller.get(), Ids.delivery(id)));
    return Response.accepted(response)
        .location(URI.create(urls.of("/api/v1/deliveries/" + response.id())))
        .build();
  }
}
