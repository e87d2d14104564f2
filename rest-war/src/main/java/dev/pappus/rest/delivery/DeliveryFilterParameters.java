package dev.pappus.rest.delivery;

import dev.pappus.delivery.DeliveryFilter;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.event.EventNotFoundException;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.TimeParameter;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What narrows a list of deliveries, whosever they are. */
public class DeliveryFilterParameters {
  private static final int MAX_TYPE_LENGTH = 60;

  @QueryParam("status")
  @Parameter(
      description = "Only in this state",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"PENDING", "DELIVERED", "FAILED", "EXPIRED", "CANCELLED"}))
  @Nullable String status;

  @QueryParam("event")
  @Parameter(description = "Only of this event")
  @Nullable String event;

  @QueryParam("type")
  @Parameter(description = "Only of events of this type", example = "feedback")
  @Nullable String type;

  @QueryParam("since")
  @Parameter(
      description = "Only made at this time or later",
      example = "2026-11-05T08:30:00Z",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Nullable String since;

  @QueryParam("until")
  @Parameter(
      description = "Only made before this time",
      example = "2026-11-06T08:30:00Z",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Nullable String until;

  /**
   * @param webhook null for all
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code text-invalid},
   *     {@code event-not-found}
   */
  DeliveryFilter toFilter(@Nullable UUID webhook) {
    return new DeliveryFilter(
        webhook,
        Ids.given(status).map(DeliveryFilterParameters::statusOf).orElse(null),
        Ids.given(event)
            .map(text -> Ids.read(IdKind.EVENT, text, EventNotFoundException::new))
            .orElse(null),
        Ids.given(type).map(DeliveryFilterParameters::typeOf).orElse(null),
        TimeParameter.read("since", since),
        TimeParameter.read("until", until));
  }

  private static String typeOf(String text) {
    return TextRules.optional("type", text, MAX_TYPE_LENGTH);
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
}
