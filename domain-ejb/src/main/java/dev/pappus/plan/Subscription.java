package dev.pappus.plan;

import dev.pappus.shared.persistence.AbstractEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a team has paid for last, and until when. What that means today is judged at reading ({@link
 * Standing}): no job has to run for a team to fall back to the free plan.
 */
@Entity
@Table(name = "subscription")
public class Subscription extends AbstractEntity {
  @SuppressWarnings("UnusedVariable") // read by queries
  @Column(name = "team_id")
  private UUID teamId;

  private @Nullable String plan;

  @Column(name = "paid_until")
  private @Nullable Instant paidUntil;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected Subscription() {}

  /** One of a team that has paid for nothing. */
  public Subscription(UUID teamId, Instant now) {
    super(now);
    this.teamId = teamId;
  }

  /** The same plan is never shortened: payments may arrive in another order than they were made. */
  void pay(String paidPlan, Instant until) {
    if (!paidPlan.equals(plan) || paidUntil == null || until.isAfter(paidUntil)) {
      paidUntil = until;
    }
    plan = paidPlan;
  }

  UUID teamId() {
    return teamId;
  }

  public @Nullable String plan() {
    return plan;
  }

  /** The first moment that is not paid for; null if nothing ever was. */
  public @Nullable Instant paidUntil() {
    return paidUntil;
  }
}
