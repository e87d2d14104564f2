package dev.pappus.rest.delivery;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.rest.json.Ids;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One event on its way to one webhook. */
@Schema(name = "Delivery")
public record DeliveryResponse(
    @Schema(examples = "dlv_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "evt_01kb0n6vd3e8s9t2w4x6y8z0ab") String eventId,
    @Schema(examples = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab") String webhookId,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"PENDING", "DELIVERED", "FAILED", "EXPIRED", "CANCELLED"})
        DeliveryStatus status,
    @Schema(nullable = true, description = "Why it ended so, or what it waits for")
        @Nullable String reason,
    @Schema(description = "Being sent at this moment, as far as the answering server knows")
        boolean inFlight,
    @Schema(examples = "1") int attemptCount,
    @Schema(nullable = true, description = "Null once it has ended")
        @Nullable Instant nextAttemptAt,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Instant finishedAt,
    boolean test,
    @Schema(nullable = true, description = "The delivery that this one repeats")
        @Nullable String resendOf,
    @Schema(description = "First first") List<AttemptResponse> attempts) {
  /** A page may hold thousands of attempts, each with 20,000 bytes. */
  private static final int LIST_BODY_LENGTH = 1000;

  /** Alone, with what is kept of the answers. */
  public static DeliveryResponse of(Delivery delivery, List<Attempt> attempts) {
    return of(delivery, attempts, Integer.MAX_VALUE);
  }

  /** In a list, the answers shortened. */
  static DeliveryResponse ofList(Delivery delivery, List<Attempt> attempts) {
    return of(delivery, attempts, LIST_BODY_LENGTH);
  }

  private static DeliveryResponse of(Delivery delivery, List<Attempt> attempts, int bodyLength) {
    return new DeliveryResponse(
        PublicId.format(IdKind.DELIVERY, delivery.id()),
        PublicId.format(IdKind.EVENT, delivery.eventId()),
        PublicId.format(IdKind.WEBHOOK, delivery.webhookId()),
        delivery.status(),
        delivery.reason(),
        delivery.inFlight(),
        delivery.attemptCount(),
        delivery.nextAttemptAt(),
        delivery.createdAt(),
        delivery.finishedAt(),
        delivery.test(),
        Ids.orNull(IdKind.DELIVERY, delivery.resendOf()),
        attempts.stream().map(attempt -> AttemptResponse.of(attempt, bodyLength)).toList());
  }
}
