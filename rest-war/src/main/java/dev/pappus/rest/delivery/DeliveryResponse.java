package dev.pappus.rest.delivery;

import dev.pappus.delivery.Attempt;
import dev.pappus.delivery.Delivery;
import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.Waiting;
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
    @Schema(
            nullable = true,
            description = "The job that made it",
            examples = "job_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String jobId,
    @Schema(
            nullable = true,
            description = "Why it is not being sent at this moment; null if it is, or has ended")
        @Nullable WaitingResponse waiting,
    @Schema(
            description =
                "First first. Empty once they are older than the server keeps them;"
                    + " `attemptCount` still tells how many there were")
        List<AttemptResponse> attempts) {

  /** Why an unfinished delivery is not being sent at this moment. */
  @Schema(name = "Waiting")
  public record WaitingResponse(
      @Schema(
              enumeration = {
                "webhook-removed",
                "paused",
                "webhook-off",
                "circuit-open",
                "slowed-down",
                "behind-another",
                "next-attempt",
                "own-trouble",
                "no-node",
                "rate-limit",
                "due"
              })
          String reason,
      @Schema(nullable = true, description = "When that ends by itself, if it is known")
          @Nullable Instant until,
      @Schema(description = "In words", examples = "The next attempt is due then.") String detail) {
    static @Nullable WaitingResponse of(@Nullable Waiting waiting) {
      return waiting == null
          ? null
          : new WaitingResponse(waiting.reason().wireName(), waiting.until(), waiting.detail());
    }
  }

  /** A page may hold thousands of attempts, each with 20,000 bytes. */
  static final int LIST_BODY_LENGTH = 1000;

  /** One that has just been planned. */
  public static DeliveryResponse fresh(Delivery delivery) {
    return of(delivery, null, List.of());
  }

  /**
   * Alone, with all that is kept of its attempts.
   *
   * @param storedBody null once it was purged
   */
  static DeliveryResponse of(
      Delivery delivery,
      @Nullable Waiting waiting,
      List<Attempt> attempts,
      byte @Nullable [] storedBody) {
    return of(
        delivery,
        waiting,
        attempts.stream().map(attempt -> AttemptResponse.of(attempt, storedBody)).toList());
  }

  /** In a list, the answers shortened. */
  static DeliveryResponse ofList(
      Delivery delivery, @Nullable Waiting waiting, List<Attempt> attempts) {
    return of(
        delivery,
        waiting,
        attempts.stream()
            .map(attempt -> AttemptResponse.ofList(attempt, LIST_BODY_LENGTH))
            .toList());
  }

  private static DeliveryResponse of(
      Delivery delivery, @Nullable Waiting waiting, List<AttemptResponse> attempts) {
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
        Ids.orNull(IdKind.JOB, delivery.jobId()),
        WaitingResponse.of(waiting),
        attempts);
  }
}
