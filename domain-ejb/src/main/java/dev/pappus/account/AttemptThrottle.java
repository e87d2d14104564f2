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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows the guessing of passwords: after {@value #MAX_ATTEMPTS} attempts under one key without a
 * right one, no more for {@link #WINDOW} from the first of them. In memory, so each node counts for
 * itself; the oldest keys are forgotten when there are too many.
 *
 * <p>An attempt is counted before the password is looked at: many at once get no more tries than
 * one after the other.
 */
@ApplicationScoped
public class AttemptThrottle {
  static final int MAX_ATTEMPTS = 10;
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int MAX_KEYS = 100_000;

  @Inject Clock clock;

  private LoadingCache<String, AtomicInteger> attempts =
      CacheBuilder.newBuilder().build(CacheLoader.from(() -> new AtomicInteger()));

  @PostConstruct
  void start() {
    attempts =
        CacheBuilder.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(WINDOW.toNanos(), TimeUnit.NANOSECONDS)
            .ticker(
                new Ticker() {
                  @Override
                  public long read() {
                    return TimeUnit.MILLISECONDS.toNanos(clock.instant().toEpochMilli());
                  }
                })
            .build(CacheLoader.from(() -> new AtomicInteger()));
  }

  /**
   * Counts an attempt.
   *
   * @param key what is guessed and from where: "sign-in/10.0.0.7"
   * @return false if it must not be made
   */
  public boolean admit(String key) {
    return attempts.getUnchecked(key).incrementAndGet() <= MAX_ATTEMPTS;
  }

  /** Forgets the attempts: the password was right. */
  public void forget(String key) {
    attempts.invalidate(key);
  }
}
