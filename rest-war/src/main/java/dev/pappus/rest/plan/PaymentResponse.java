package dev.pappus.rest.plan;

import dev.pappus.plan.Payment;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a team has paid. */
@Schema(name = "Payment")
public record PaymentResponse(
    @Schema(examples = "pay_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "tem_01kb0n6vd3e8s9t2w4x6y8z0ab") String team,
    @Schema(description = "Who said so", examples = "manual") String provider,
    @Schema(examples = "2026-0042") String receipt,
    @Schema(examples = "PROFESSIONAL") String plan,
    @Schema(description = "The first moment that is not paid for") Instant paidUntil,
    Instant createdAt) {

  static PaymentResponse of(Payment payment) {
    return new PaymentResponse(
        PublicId.format(IdKind.PAYMENT, payment.id()),
        PublicId.format(IdKind.TEAM, payment.teamId()),
        payment.provider(),
        payment.receipt(),
        payment.plan(),
        payment.paidUntil(),
        payment.createdAt());
  }
}
