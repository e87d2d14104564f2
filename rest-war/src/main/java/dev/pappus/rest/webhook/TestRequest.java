package dev.pappus.rest.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which event a test sends. */
@Schema(name = "TestRequest")
public record TestRequest(
    @Schema(
            description = "An event type; the first that the webhook has chosen, if absent",
            examples = "updateVersion")
        @Nullable String event) {}
