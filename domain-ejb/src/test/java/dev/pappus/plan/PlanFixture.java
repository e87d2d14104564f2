package dev.pappus.plan;

import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans that hold, on a real database; {@link #lifted} for tests that have nothing to do with them.
 */
public final class PlanFixture {
  public final PlanSettings settings = new PlanSettings();
  public final PlanRepository plans;
  public final PlanGate gate;
  public final UsageMeter meter;
  public final PaymentBook book;

  public PlanFixture(TestDatabase database, Clock clock) {
    settings.enforced = true;
    plans = Injection.wire(new PlanRepository(), database.em());
    SubscriptionOpener opener =
        Injection.wire(
            new SubscriptionOpener() {
              @Override
              public void open(UUID teamId) {
                database.newTransaction(
                    () -> {
                      super.open(teamId);
                      return teamId;
                    });
              }
            },
            plans,
            clock);
    gate = Injection.wire(new PlanGate(), settings, plans, opener, clock);
    meter =
        Injection.wire(
            new UsageMeter() {
              @Override
              public boolean take(UUID buildId, LocalDate day, long limit) {
                return database.newTransaction(() -> super.take(buildId, day, limit));
              }
            },
            plans);
    AuditTrail audit = Injection.wire(new AuditTrail(), database.em(), clock);
    book =
        Injection.wire(
            new PaymentBook() {
              @Override
              public Entry take(Caller caller, UUID teamId, PaymentOrder order) {
                return database.newTransaction(() -> super.take(caller, teamId, order));
              }
            },
            plans,
            audit,
            clock);
  }

  /** Plans that do not hold. */
  public static PlanGate lifted() {
    return Injection.wire(new PlanGate(), new PlanSettings());
  }

  /** How many downloads a day, each, the settings allow. */
  public PlanFixture downloads(long unverified, long verified) {
    settings.unverifiedDownloads = unverified;
    settings.verifiedDownloads = verified;
    return this;
  }

  public PlanFixture lift() {
    settings.enforced = false;
    return this;
  }

  public PlanFixture enforce() {
    settings.enforced = true;
    return this;
  }

  public PlanFixture paymentSecret(String secret) {
    settings.paymentSecret = Optional.of(secret);
    return this;
  }
}
