package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.audit.RefusalsFixture;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttemptGuardTest {
  private static final String ANN = "ann@example.com";
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final AttemptThrottle throttle = Injection.wire(new AttemptThrottle(), clock);
  private final RefusalsFixture refusals = new RefusalsFixture();
  private final AttemptGuard guard =
      Injection.wire(new AttemptGuard(), throttle, refusals.refusals());

  @BeforeEach
  void start() {
    throttle.start();
  }

  private boolean admitted(String account, String address) {
    return guard.admit("sign-in", account, address).isZero();
  }

  private int admittedOf(int attempts, String account, String address) {
    int admitted = 0;
    for (int i = 0; i < attempts; i++) {
      admitted += admitted(account, address) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void slowsTheGuessingAtOneAccountFromOnePlace() {
    assertThat(admittedOf(100, ANN, "192.0.2.1")).isEqualTo(AttemptGuard.FREE_OF_ACCOUNT);
  }

  /** Not a row for each attempt of an attacker: the others of a minute are counted. */
  @Test
  void takesDownOnceAMinuteThatSomebodyHadToWait() {
    admittedOf(100, ANN, "192.0.2.1");
    admittedOf(100, "bob@example.com", "192.0.2.1");

    assertThat(refusals.written())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("console.throttled");
              assertThat(entry.subject()).isEqualTo("sign-in");
              assertThat(entry.actorName()).isEqualTo(ANN);
              assertThat(entry.remoteAddress()).isEqualTo("192.0.2.1");
            });
  }

  @Test
  void doesNotMindCapitalsAndBlanksOfAnAddress() {
    admittedOf(100, ANN, "192.0.2.1");

    assertThat(admitted(" Ann@Example.COM ", "192.0.2.1")).isFalse();
  }

  @Test
  void letsTheOwnerInFromAnotherPlaceWhileSomebodyGuesses() {
    admittedOf(1000, ANN, "192.0.2.1");

    assertThat(admitted(ANN, "198.51.100.9")).isTrue();
  }

  @Test
  void letsTheOwnerInWhileManyPlacesGuess() {
    for (int i = 0; i < 200; i++) {
      admittedOf(10, ANN, "192.0.2." + i);
    }

    assertThat(admitted(ANN, "198.51.100.9")).isTrue();
  }

  @Test
  void givesEachPlaceOneGuessWhenManyGuess() {
    for (int i = 0; i < 200; i++) {
      admittedOf(10, ANN, "192.0.2." + i);
    }

    assertThat(admittedOf(10, ANN, "198.51.100.9")).isEqualTo(1);
  }

  @Test
  void letsTheOwnerInAtThePlaceOfTheGuessingAfterAWait() {
    admittedOf(1000, ANN, "192.0.2.1");

    Duration left = guard.admit("sign-in", ANN, "192.0.2.1");
    clock.advance(left);

    assertThat(left).isLessThanOrEqualTo(AttemptThrottle.LONGEST_WAIT);
    assertThat(admitted(ANN, "192.0.2.1")).isTrue();
  }

  @Test
  void slowsTheGuessingAtManyAccountsFromOnePlace() {
    int admitted = 0;
    for (int i = 0; i < 1000; i++) {
      admitted += admitted("user" + i, "192.0.2.1") ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(AttemptGuard.FREE_OF_NETWORK);
  }

  @Test
  void takesAWholeNetworkOfIpv6ForOnePlace() {
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      admitted += admitted(ANN, "2001:db8::" + i) ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(AttemptGuard.FREE_OF_ACCOUNT);
  }

  @Test
  void anAttackersOwnAccountDoesNotBuyMoreGuesses() {
    int admitted = 0;
    for (int i = 0; i < 1000; i++) {
      admitted += admitted("user" + i, "192.0.2.1") ? 1 : 0;
      if (admitted("mallory@example.com", "192.0.2.1")) {
        guard.right("sign-in", "mallory@example.com", "192.0.2.1");
      }
    }

    assertThat(admitted).isLessThanOrEqualTo(AttemptGuard.FREE_OF_NETWORK);
  }

  @Test
  void manyWhoKnowTheirPasswordsShareOnePlace() {
    for (int i = 0; i < 1000; i++) {
      assertThat(admitted("user" + i, "192.0.2.1")).isTrue();
      guard.right("sign-in", "user" + i, "192.0.2.1");
    }
  }

  /** All counters share one memory, and the oldest go when it is full. */
  @Test
  void manyNamesFromOnePlaceWashOutNothing() {
    int codes = 0;
    for (int i = 0; i < 100; i++) {
      codes += guard.admit("code", ANN, "192.0.2.1").isZero() ? 1 : 0;
    }
    for (int i = 0; i < 120_000; i++) {
      admitted("user" + i, "192.0.2.1");
    }

    assertThat(codes).isEqualTo(AttemptGuard.FREE_OF_ACCOUNT);
    assertThat(guard.admit("code", ANN, "192.0.2.1").isZero()).isFalse();
  }

  /** Whoever asks all the time takes each attempt that becomes free. */
  @Test
  void nobodyInTheSamePlaceKeepsTheOwnersBrowserOut() {
    for (int second = 0; second < 7200; second++) {
      admitted(ANN, "192.0.2.1");
      clock.advance(Duration.ofSeconds(1));
    }
    admitted(ANN, "192.0.2.1");

    assertThat(admitted(ANN, "192.0.2.1")).isFalse();
    assertThat(guard.admitKnown("sign-in", ANN, "192.0.2.1", "browser").isZero()).isTrue();
  }

  @Test
  void whoHasTheBrowserGuessesNoFaster() {
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      admitted += guard.admitKnown("sign-in", ANN, "192.0.2." + i, "browser").isZero() ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(AttemptGuard.FREE_OF_ACCOUNT);
    guard.rightKnown("sign-in", "browser");
    assertThat(guard.admitKnown("sign-in", ANN, "192.0.2.1", "browser").isZero()).isTrue();
  }
}
