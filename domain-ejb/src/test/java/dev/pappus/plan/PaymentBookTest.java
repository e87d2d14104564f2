package dev.pappus.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.Team;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class PaymentBookTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant NEXT_YEAR = Instant.parse("2027-12-01T00:00:00Z");

  @Parameter TestDatabase.Kind kind;

  private TestDatabase database;
  private PlanFixture plans;
  private UUID team;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    plans = new PlanFixture(database, Clock.fixed(NOW, ZoneOffset.UTC));
    Team acme = new Team("Acme", Locale.ENGLISH, ZoneId.of("UTC"), NOW);
    team = acme.id();
    database.transaction(() -> database.em().persist(acme));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PaymentBook.Entry pay(String id, String plan, Instant until) {
    return plans.book.take(
        Caller.system(team), team, new PaymentOrder("callback", id, "R-" + id, plan, until));
  }

  @Test
  void letsThePlanHoldAndSaysSoInTheAudit() {
    assertThat(pay("1", "PROFESSIONAL", NEXT_YEAR).fresh()).isTrue();

    assertThat(plans.gate.standing(team).plan().name()).isEqualTo("PROFESSIONAL");
    assertThat(plans.gate.standing(team).paidUntil()).isEqualTo(NEXT_YEAR);
    assertThat(
            database.count(
                "audit_entry where action = 'plan.pay' and after_state like '%R-1%'"
                    + " and before_state like '%FREE%'"))
        .isEqualTo(1);
  }

  @Test
  void countsAPaymentThatIsToldTwiceOnce() {
    pay("1", "PROFESSIONAL", NEXT_YEAR);

    PaymentBook.Entry again = pay("1", "PROFESSIONAL", NEXT_YEAR.plusSeconds(1));

    assertThat(again.fresh()).isFalse();
    assertThat(plans.gate.standing(team).paidUntil()).isEqualTo(NEXT_YEAR);
    assertThat(plans.plans.payments(team, 10)).hasSize(1);
    assertThat(database.count("audit_entry where action = 'plan.pay'")).isEqualTo(1);
  }

  @Test
  void neverShortensAPlanByAPaymentThatArrivesLate() {
    pay("2", "PROFESSIONAL", NEXT_YEAR);

    pay("1", "PROFESSIONAL", NOW.plusSeconds(60));

    assertThat(plans.gate.standing(team).paidUntil()).isEqualTo(NEXT_YEAR);
    assertThat(plans.plans.payments(team, 10)).hasSize(2);
  }

  @Test
  void refusesWhatIsNoPlanToPayForAndATimeThatIsOver() {
    assertThatThrownBy(() -> pay("1", "GOLD", NEXT_YEAR)).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> pay("1", "FREE", NEXT_YEAR)).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> pay("1", "PROFESSIONAL", NOW))
        .isInstanceOf(InvalidFieldException.class);

    assertThat(database.count("payment")).isZero();
  }
}
