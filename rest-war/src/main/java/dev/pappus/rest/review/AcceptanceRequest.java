package dev.pappus.rest.review;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That the team accepts the guidelines. */
@Schema(name = "GuidelinesAcceptanceRequest")
public record AcceptanceRequest(
    @Schema(required = true, description = "The version that was read", examples = "1")
        @Nullable Integer version) {}
