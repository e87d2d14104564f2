package dev.pappus.account;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Takes down when a token was used last: at most once a minute for each token and node, in another
 * thread and transaction, so that no call of the API waits for it.
 */
@ApplicationScoped
class TokenUse {
  static final Duration EVERY = Duration.ofMinutes(1);
  private static final int MAX_TOKENS = 10_000;

  @Inject TokenUseRecorder recorder;

  private final Cache<UUID, Instant> noted =
      CacheBuilder.newBuilder().maximumSize(MAX_TOKENS).build();

  void note(UUID tokenId, Instant now) {
    Instant before = noted.getIfPresent(tokenId);
    if (before == null || !now.isBefore(before.plus(EVERY))) {
      noted.put(tokenId, now);
      recorder.record(tokenId, now);
    }
  }
}
