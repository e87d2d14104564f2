package dev.pappus.rest.event;

import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.DeliveryWords;
import dev.pappus.delivery.Skip;
import dev.pappus.event.AppEvent;
import dev.pappus.rest.json.JsonText;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that happened to an app, and what has become of it. */
@Schema(name = "Event")
public record EventResponse(
    @Schema(
            description = "The `webhook-id` of all its deliveries",
            examples = "evt_01kb0n6vd3e8s9t2w4x6y8z0ab")
        String id,
    @Schema(examples = "updateVersion") String type,
    @Schema(examples = "app_01kb0n6vd3e8s9t2w4x6y8z0ab") String appId,
    Instant createdAt,
    boolean test,
    @Schema(type = SchemaType.OBJECT, description = "The event as neutral JSON") JsonObject payload,
    List<EventDelivery> deliveries,
    @Schema(description = "Webhooks that get none of it") List<SkippedWebhook> skipped) {

  /** A delivery in short. */
  public record EventDelivery(
      @Schema(examples = "dlv_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
      @Schema(examples = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab") String webhookId,
      @Schema(
              type = SchemaType.STRING,
              enumeration = {"PENDING", "DELIVERED", "FAILED", "EXPIRED", "CANCELLED"})
          DeliveryStatus status) {}

  /** A webhook that got no delivery. */
  public record SkippedWebhook(
      @Schema(examples = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab") String webhookId,
      @Schema(enumeration = {"webhook-off", "not-selected", "filtered", "render-failed"})
          String reason,
      @Schema(
              description = "In words",
              examples = "The webhook does not ask for events of this type.")
          String detail) {}

  static EventResponse of(AppEvent event, List<Delivery> deliveries, List<Skip> skips) {
    return new EventResponse(
        PublicId.format(IdKind.EVENT, event.id()),
        event.type(),
        PublicId.format(IdKind.APP, event.appId()),
        event.occurredAt(),
        event.test(),
        JsonText.objectIn(event.message()),
        deliveries.stream()
            .map(
                d ->
                    new EventDelivery(
                        PublicId.format(IdKind.DELIVERY, d.id()),
                        PublicId.format(IdKind.WEBHOOK, d.webhookId()),
                        d.status()))
            .toList(),
        skips.stream()
            .map(
                s ->
                    new SkippedWebhook(
                        PublicId.format(IdKind.WEBHOOK, s.webhookId()),
                        s.reason().wireName(),
                        DeliveryWords.in(Locale.ENGLISH).skip(s.reason())))
            .toList());
  }
}
