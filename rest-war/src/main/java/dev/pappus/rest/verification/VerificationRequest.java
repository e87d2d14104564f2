package dev.pappus.rest.verification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who a team is. */
@Schema(name = "VerificationRequest")
public record VerificationRequest(
    @Schema(required = true, maxLength = 100, examples = "Ada Lovelace") @Nullable String name,
    @Schema(
            required = true,
            minLength = 5,
            maxLength = 40,
            description =
                "Of an identity card, passport or licence: letters, digits and hyphens. Kept"
                    + " sealed, and never shown whole again.",
            examples = "110101199003071234")
        @Nullable String number) {}
