package dev.pappus.rest.plan;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That a team has paid. */
@Schema(name = "PaymentRequest")
public record PaymentRequest(
    @Schema(required = true, examples = "PROFESSIONAL") @Nullable String plan,
    @Schema(
            required = true,
            description = "The last day paid for, in the team's time zone",
            examples = "2027-11-30")
        @Nullable String paidUntil,
    @Schema(
            required = true,
            maxLength = 100,
            description = "The receipt's number, by which the payment is known",
            examples = "2026-0042")
        @Nullable String receipt) {}
