package dev.pappus.rest.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A network that is to be open to webhooks. */
@Schema(name = "WebhookNetworkRequest")
public record NetworkRequest(
    @Schema(
            required = true,
            description = "In CIDR notation with no bits set behind the length, or one address",
            examples = "10.1.0.0/16")
        @Nullable String network,
    @Schema(required = true, maxLength = 200, description = "Why", examples = "Build machines")
        @Nullable String note) {}
