package dev.pappus.rest.delivery;

import dev.pappus.delivery.DeliveryStatus;
import dev.pappus.delivery.RecoveryOrder;
import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which deliveries to send once more. */
@Schema(name = "RecoverRequest")
public record RecoverRequest(
    @Schema(
            required = true,
            description = "Made at this time or later",
            examples = "2026-11-05T08:30:00Z")
        @NotNull
        Instant since,
    @Schema(
            nullable = true,
            description = "Made before this time; now if it is left out",
            examples = "2026-11-06T08:30:00Z")
        @Nullable Instant until,
    @Schema(
            nullable = true,
            description =
                "Final states: FAILED and EXPIRED if it is left out; CANCELLED and DELIVERED too",
            examples = "[\"FAILED\", \"EXPIRED\"]")
        @Size(max = 4)
        @Nullable List<String> status,
    @Schema(nullable = true, description = "Only count: the job's `total` tells", examples = "true")
        @Nullable Boolean dryRun) {

  RecoveryOrder toOrder() {
    return new RecoveryOrder(
        since,
        until,
        status == null
            ? Set.of()
            : status.stream()
                .map(RecoverRequest::statusOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeliveryStatus.class))),
        Boolean.TRUE.equals(dryRun));
  }

  private static DeliveryStatus statusOf(String text) {
    return Arrays.stream(DeliveryStatus.values())
        .filter(status -> status.finished() && status.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new InvalidFieldException("status", "of FAILED, EXPIRED, CANCELLED, DELIVERED"));
  }
}
