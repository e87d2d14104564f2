package dev.pappus.rest.verification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a real name is rejected. */
@Schema(name = "RejectionRequest")
public record RejectionRequest(
    @Schema(
            required = true,
            maxLength = 500,
            description = "Shown to the team",
            examples = "The name does not belong to the number.")
        @Nullable String reason) {}
