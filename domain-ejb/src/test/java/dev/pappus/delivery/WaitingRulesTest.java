package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.Waiting.Reason;
import dev.pappus.delivery.Waiting.Situation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitingRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final UUID OWNER = UUID.randomUUID();

  /** Of a delivery that nothing holds; a test changes what it is about. */
  private static final class Facts {
    boolean test;
    Instant dueAt = NOW;
    int notSent;
    boolean removed;
    boolean enabled = true;
    boolean paused;
    @Nullable UUID owner = OWNER;
    @Nullable Instant ownerSeenAt = NOW.minusSeconds(3);
    @Nullable Instant openUntil;
    @Nullable Instant slowUntil;
    @Nullable String rate;
    boolean behind;

    Waiting explained() {
      return WaitingRules.explain(
          new Situation(
              UUID.randomUUID(),
              test,
              dueAt,
              notSent,
              removed,
              enabled,
              paused,
              owner,
              ownerSeenAt,
              openUntil,
              slowUntil,
              rate,
              behind),
          NOW);
    }

    Reason reason() {
      return explained().reason();
    }
  }

  @Test
  void saysThatItIsDueWhereNothingHoldsIt() {
    assertThat(new Facts().reason()).isEqualTo(Reason.DUE);
  }

  @Test
  void namesTheTimeOfTheNextAttempt() {
    Facts its = new Facts();
    its.dueAt = NOW.plusSeconds(60);

    assertThat(its.reason()).isEqualTo(Reason.NEXT_ATTEMPT);
    assertThat(its.explained().until()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void tellsOurOwnTroubleFromTheEndpoints() {
    Facts its = new Facts();
    its.dueAt = NOW.plusSeconds(1);
    its.notSent = 1;

    assertThat(its.reason()).isEqualTo(Reason.OWN_TROUBLE);
  }

  @Test
  void namesWhatEndsLast() {
    Facts its = new Facts();
    its.dueAt = NOW.plusSeconds(5);
    its.slowUntil = NOW.plusSeconds(10);
    its.openUntil = NOW.plusSeconds(60);

    assertThat(its.reason()).isEqualTo(Reason.CIRCUIT_OPEN);

    its.openUntil = NOW.minusSeconds(1);

    assertThat(its.reason()).isEqualTo(Reason.SLOWED_DOWN);

    its.dueAt = NOW.plusSeconds(20);

    assertThat(its.reason()).isEqualTo(Reason.NEXT_ATTEMPT);
  }

  @Test
  void putsFirstWhatAPersonMustEnd() {
    Facts its = new Facts();
    its.dueAt = NOW.plusSeconds(60);
    its.enabled = false;

    assertThat(its.reason()).isEqualTo(Reason.WEBHOOK_OFF);

    its.paused = true;

    assertThat(its.reason()).isEqualTo(Reason.PAUSED);

    its.removed = true;

    assertThat(its.reason()).isEqualTo(Reason.WEBHOOK_REMOVED);
  }

  @Test
  void letsATestPassWhereTheWebhookIsOff() {
    Facts its = new Facts();
    its.test = true;
    its.enabled = false;
    its.openUntil = NOW.plusSeconds(60);

    assertThat(its.reason()).isEqualTo(Reason.DUE);
  }

  @Test
  void noticesThatNobodySends() {
    Facts its = new Facts();
    its.ownerSeenAt = NOW.minusSeconds(11);

    assertThat(its.reason()).isEqualTo(Reason.NO_NODE);

    its.ownerSeenAt = NOW;
    its.owner = null;

    assertThat(its.reason()).isEqualTo(Reason.NO_NODE);
  }

  @Test
  void namesTheRateLimitOfWhatIsOverdue() {
    Facts its = new Facts();
    its.rate = "10 calls a second";
    its.dueAt = NOW.minusSeconds(2);

    assertThat(its.reason()).isEqualTo(Reason.RATE_LIMIT);
    assertThat(its.explained().detail()).contains("10 calls a second");
  }

  @Test
  void namesTheEventAhead() {
    Facts its = new Facts();
    its.behind = true;

    assertThat(its.reason()).isEqualTo(Reason.BEHIND_ANOTHER);
  }
}
