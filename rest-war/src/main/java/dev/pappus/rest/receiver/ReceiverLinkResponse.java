package dev.pappus.rest.receiver;

import dev.pappus.delivery.receiver.ReceiverLink;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A link by which people without an account see the deliveries of one webhook. */
@Schema(name = "ReceiverLink")
public record ReceiverLinkResponse(
    @Schema(examples = "rcl_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "whk_01kb0n6vd3e8s9t2w4x6y8z0ab") String webhookId,
    @Schema(description = "For whom it is", examples = "Payments team") String label,
    @Schema(
            description = "The page; whoever has this address can read it",
            examples = "https://pappus.example.com/receiver/cmNsXzAx.c2lnbmVk")
        String url,
    @Schema(description = "Whether it opens anything at this moment") boolean active,
    Instant expiresAt,
    @Schema(nullable = true) @Nullable Instant revokedAt,
    @Schema(nullable = true, description = "To the minute") @Nullable Instant lastUsedAt,
    @Schema(description = "Who made it", examples = "ci") String createdBy,
    Instant createdAt) {

  static ReceiverLinkResponse of(ReceiverLink link, String url, Instant now) {
    return new ReceiverLinkResponse(
        PublicId.format(IdKind.RECEIVER_LINK, link.id()),
        PublicId.format(IdKind.WEBHOOK, link.webhookId()),
        link.label(),
        url,
        link.holdsAt(now),
        link.expiresAt(),
        link.revokedAt(),
        link.lastUsedAt(),
        link.createdBy(),
        link.createdAt());
  }
}
