package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pappus.shared.problem.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = new PasswordHasher();

  @Test
  void isArgon2idWithASaltOfItsOwn() {
    assertThat(hasher.hash("a long sentence"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .isNotEqualTo(hasher.hash("a long sentence"));
  }

  @Test
  void cutsNothingOff() {
    String hash = hasher.hash("x".repeat(200));

    assertThat(hasher.matches("x".repeat(200), hash)).isTrue();
    assertThat(hasher.matches("x".repeat(199), hash)).isFalse();
    assertThat(hasher.matches("x".repeat(199) + "y", hash)).isFalse();
    assertThat(hasher.matches(" " + "x".repeat(200), hash)).isFalse();
  }

  /** An input method writes full-width digits, another keyboard an accent of its own. */
  @Test
  void takesForTheSameWhatLooksTheSame() {
    assertThat(hasher.matches("caf\u00e9 1234", hasher.hash("cafe\u0301 １２３４"))).isTrue();
    assertThat(hasher.matches("cafe 1234", hasher.hash("caf\u00e9 1234"))).isFalse();
  }

  /** Each takes 19 MiB: many at once would fill the heap. */
  @Test
  void makesNoMoreAtOnceThanItHasPlacesFor() throws Exception {
    CountDownLatch inside = new CountDownLatch(PasswordHasher.MAX_AT_ONCE);
    CountDownLatch leave = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PasswordHasher.MAX_AT_ONCE; i++) {
      Thread thread =
          new Thread(
              () ->
                  hasher.inPlace(
                      () -> {
                        inside.countDown();
                        return awaited(leave);
                      }));
      thread.start();
      threads.add(thread);
    }
    inside.await();
    hasher.patience = Duration.ZERO;

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> hasher.hash("a long sentence"));
    leave.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(hasher.hash("a long sentence")).isNotEmpty();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
