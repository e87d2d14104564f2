package dev.pappus.rest.app;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where an app is to go. */
@Schema(name = "TransferRequest")
public record TransferRequest(
    @Schema(required = true, examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String teamId) {}
