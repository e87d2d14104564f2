package dev.pappus.inspector;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The transactions of {@link BinSweeper}. */
@Stateless
public class BinRemover {
  private static final int BATCH = 20;

  @Inject RequestBinRepository bins;
  @Inject Clock clock;

  /** Removes some expired bins; 0 if there are none left. */
  public int removeExpired() {
    Instant now = clock.instant();
    List<RequestBin> expired = bins.expired(now, BATCH);
    for (RequestBin bin : expired) {
      // looked at again under its lock: somebody may have let it live on meanwhile
      bins.findLocked(bin.id()).filter(locked -> locked.expired(now)).ifPresent(bins::remove);
    }
    return expired.size();
  }
}
