package dev.pappus.rest.delivery;

import dev.pappus.app.AppRepository;
import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryFilter;
import dev.pappus.delivery.DeliveryRepository;
import dev.pappus.delivery.DeliveryResender;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.Waiting;
import dev.pappus.delivery.store.MessageBody;
import dev.pappus.event.EventNotFoundException;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.ListResponse;
import dev.pappus.rest.json.PageParameters;
import dev.pappus.rest.security.CurrentCaller;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
  /** Room for one more character than is shown, so that none is cut in two. */
  private static final int LIST_ANSWER_BYTES = DeliveryResponse.LIST_BODY_LENGTH + 4;

  private static final int MAX_TYPE_LENGTH = 60;

  /** No year of RFC 3339 is later, and databases hold it. */
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  @Inject CurrentCaller caller;
  @Inject AppRepository apps;
  @Inject DeliveryRepository deliveries;
  @Inject DeliveryResender resender;
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
      @Parameter(
              description = "Only in this state",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"PENDING", "DELIVERED", "FAILED", "EXPIRED", "CANCELLED"}))
          @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "Only of this event") @QueryParam("event") @Nullable String event,
      @Parameter(description = "Only of events of this type", example = "feedback")
          @QueryParam("type")
          @Nullable String type,
      @Parameter(
              description = "Only made at this time or later",
              example = "2026-11-05T08:30:00Z",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("since")
          @Nullable String since,
      @Parameter(
              description = "Only made before this time",
              example = "2026-11-06T08:30:00Z",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("until")
          @Nullable String until,
      @BeanParam PageParameters parameters) {
    UUID appId = apps.get(caller.get(), Ids.app(id)).id();
    DeliveryFilter filter =
        new DeliveryFilter(
            Ids.given(webhook).map(Ids::webhook).orElse(null),
            Ids.given(status).map(DeliveriesResource::statusOf).orElse(null),
            Ids.given(event)
                .map(text -> Ids.read(IdKind.EVENT, text, EventNotFoundException::new))
                .orElse(null),
            Ids.given(type).map(DeliveriesResource::typeOf).orElse(null),
            timeOf("since", since),
            timeOf("until", until));
    Page<Delivery> page = deliveries.page(appId, filter, parameters.toRequest());
    Map<UUID, List<Attempt>> attempts =
        deliveries.attemptsInShort(
            page.items().stream().map(Delivery::id).toList(), LIST_ANSWER_BYTES);
    Map<UUID, Waiting> waiting = deliveries.waiting(page.items());
    return ListResponse.of(
        page,
        delivery ->
            DeliveryResponse.ofList(
                delivery,
                waiting.get(delivery.id()),
                attempts.getOrDefault(delivery.id(), List.of())));
  }

  private static String typeOf(String text) {
    return TextRules.optional("type", text, MAX_TYPE_LENGTH);
  }

  private static @Nullable Instant timeOf(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    } catch (DateTimeException notATime) {
      throw new InvalidFieldException(
          name, "must be a time by RFC 3339, such as 2026-11-05T08:30:00Z");
    }
  }

  private static DeliveryStatus statusOf(String text) {
    return Arrays.stream(DeliveryStatus.values())
        .filter(status -> status.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    "status", "one of " + Arrays.toString(DeliveryStatus.values())));
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
