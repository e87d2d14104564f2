package dev.pappus.rest.plan;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an outside payment provider tells. */
@Schema(name = "PaymentToldRequest")
public record PaymentToldRequest(
    @Schema(required = true, examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab") @Nullable String team,
    @Schema(
            required = true,
            maxLength = 100,
            description = "The provider's own id: told twice it counts once",
            examples = "ch_3PabcD")
        @Nullable String paymentId,
    @Schema(required = true, maxLength = 100, examples = "2026-0042") @Nullable String receipt,
    @Schema(required = true, examples = "PROFESSIONAL") @Nullable String plan,
    @Schema(
            required = true,
            description = "The last day paid for, in the team's time zone",
            examples = "2027-11-30")
        @Nullable String paidUntil) {}
