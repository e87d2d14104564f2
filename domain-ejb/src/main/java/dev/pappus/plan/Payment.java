package dev.pappus.plan;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** That a team has paid; never changed. */
@Entity
@Table(name = "payment")
public class Payment extends AbstractEntity {
  @Column(name = "team_id")
  private UUID teamId;

  private String provider;

  @Column(name = "payment_id")
  private String paymentId;

  private String receipt;
  private String plan;

  @Column(name = "paid_until")
  private Instant paidUntil;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Payment() {}

  Payment(UUID teamId, PaymentOrder order, Instant now) {
    super(now);
    this.teamId = teamId;
    this.provider = order.provider();
    this.paymentId = order.paymentId();
    this.receipt = order.receipt();
    this.plan = order.plan();
    this.paidUntil = order.paidUntil();
  }

  public UUID teamId() {
    return teamId;
  }

  public String provider() {
    return provider;
  }

  /** The provider's own id. */
  public String paymentId() {
    return paymentId;
  }

  /** The number on the receipt. */
  public String receipt() {
    return receipt;
  }

  public String plan() {
    return plan;
  }

  /** The first moment that is not paid for. */
  public Instant paidUntil() {
    return paidUntil;
  }
}
