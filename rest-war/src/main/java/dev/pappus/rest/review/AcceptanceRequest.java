package dev.pappus.rest.review;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That the team accepts the guidelines. */
@Schema(name = "GuidelinesAcceptanceRequest")
public record AcceptanceRequest(
    @Schema(required = true, description = "The version that was read", examples = "1") @NotNull
        Integer version) {}
