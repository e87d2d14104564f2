package dev.pappus.inspector;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A hard limit of requests per second and bin, in the memory of each node: asked before a byte of
 * the body is read. Only bins that exist are counted, so that strangers cannot fill it.
 */
@ApplicationScoped
public class BinThrottle {
  private static final int MAX_BINS = 10_000;

  @Inject InspectorSettings settings;
  @Inject Clock clock;

  private final LoadingCache<UUID, Window> windows =
      CacheBuilder.newBuilder()
          .maximumSize(MAX_BINS)
          .expireAfterAccess(1, TimeUnit.MINUTES)
          .build(CacheLoader.from(Window::new));

  private static final class Window {
    private long second;
    private int count;

    synchronized boolean admit(long now, int limit) {
      if (now != second) {
        second = now;
        count = 0;
      }
      count++;
      return count <= limit;
    }
  }

  /** Counts a request; false if it is one too many in this second. */
  public boolean admit(UUID binId) {
    return windows
        .getUnchecked(binId)
        .admit(clock.instant().getEpochSecond(), settings.requestsPerSecond());
  }
}
