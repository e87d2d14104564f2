package dev.pappus.account;

import com.google.common.base.Ticker;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Slows the guessing of passwords and codes: some attempts under a key are free, after them the
 * wait grows from one second to twice as long with each, up to {@link #LONGEST_WAIT}. What was
 * refused meanwhile does not make it longer, so that nobody is kept out for ever. In each {@link
 * #LONGEST_WAIT} one attempt is forgotten.
 *
 * <p>In memory, so each node counts for itself; the oldest keys are forgotten when there are too
 * many. An attempt is counted before the password is looked at: many at once get no more tries than
 * one after the other.
 */
@ApplicationScoped
public class AttemptThrottle {
  /** Attempts that nobody waits for. */
  public static final int FREE_ATTEMPTS = 10;

  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** Longer than it takes to forget what costs a wait. */
  private static final Duration MEMORY = Duration.ofHours(24);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 10;
  private static final int MAX_KEYS = 100_000;

  @Inject Clock clock;

  private LoadingCache<String, Attempts> attempts =
      CacheBuilder.newBuilder().build(CacheLoader.from(() -> new Attempts()));

  /** Those under one key. */
  private static final class Attempts {
    private int made;
    private Instant last = Instant.EPOCH;
    private Instant forgivenUntil = Instant.EPOCH;

    synchronized Duration admit(int free, Instant now) {
      forgive(now);
      Duration wait = waiting(free, now);
      if (wait.isZero()) {
        made++;
        last = now;
      }
      return wait;
    }

    private void forgive(Instant now) {
      if (made == 0) {
        forgivenUntil = now;
        return;
      }
      long intervals = Duration.between(forgivenUntil, now).dividedBy(LONGEST_WAIT);
      made = (int) Math.max(0, made - intervals);
      forgivenUntil = forgivenUntil.plus(LONGEST_WAIT.multipliedBy(intervals));
    }

    private Duration waiting(int free, Instant now) {
      if (made < free) {
        return Duration.ZERO;
      }
      Duration needed = FIRST_WAIT.multipliedBy(1L << Math.min(made - free, MAX_DOUBLINGS));
      Duration capped = needed.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : needed;
      Duration left = Duration.between(now, last.plus(capped));
      return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized Duration look(int free, Instant now) {
      forgive(now);
      return waiting(free, now);
    }

    synchronized int made() {
      return made;
    }

    synchronized void giveBack() {
      made = Math.max(0, made - 1);
    }
  }

  @PostConstruct
  void start() {
    attempts =
        CacheBuilder.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(MEMORY.toNanos(), TimeUnit.NANOSECONDS)
            .ticker(
                new Ticker() {
                  @Override
                  public long read() {
                    return TimeUnit.MILLISECONDS.toNanos(clock.instant().toEpochMilli());
                  }
                })
            .build(CacheLoader.from(() -> new Attempts()));
  }

  /**
   * Counts an attempt of which {@value #FREE_ATTEMPTS} are free.
   *
   * @param key what is guessed and from where: "install/…/10.0.0.7"
   * @return false if it must not be made
   */
  public boolean admit(String key) {
    return admit(key, FREE_ATTEMPTS).isZero();
  }

  /**
   * Counts an attempt.
   *
   * @param free how many under this key nobody waits for
   * @return zero if it may be made; else how long until it may, and it was not counted
   */
  public Duration admit(String key, int free) {
    return attempts.getUnchecked(key).admit(free, clock.instant());
  }

  /**
   * How long an attempt would have to wait; it is not counted.
   *
   * @param free how many under this key nobody waits for
   */
  Duration waiting(String key, int free) {
    Attempts known = attempts.getIfPresent(key);
    return known == null ? Duration.ZERO : known.look(free, clock.instant());
  }

  /** How many attempts are remembered. */
  int made(String key) {
    Attempts known = attempts.getIfPresent(key);
    return known == null ? 0 : known.made();
  }

  /** Forgets one attempt: it was right, which says nothing of the others, or it was none. */
  public void giveBack(String key) {
    attempts.getUnchecked(key).giveBack();
  }

  /** Forgets the attempts: the password was right. */
  public void forget(String key) {
    attempts.invalidate(key);
  }
}
