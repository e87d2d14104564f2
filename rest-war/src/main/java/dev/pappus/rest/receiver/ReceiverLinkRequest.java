package dev.pappus.rest.receiver;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A receiver's link as it is to be. */
@Schema(name = "ReceiverLinkRequest")
public record ReceiverLinkRequest(
    @Schema(nullable = true, description = "For whom it is", examples = "Payments team")
        @Size(max = 100)
        @Nullable String label,
    @Schema(
            nullable = true,
            description = "At most 366 days from now; 30 days from now if it is left out",
            examples = "2026-12-31T00:00:00Z")
        @Nullable Instant expiresAt) {}
