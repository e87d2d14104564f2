package dev.pappus.plan;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Counts downloads, exactly, however many come at once: one conditional update decides, never a
 * count that was read before. To be called by {@code Conflict.retrying} from outside a transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UsageMeter {
  @Inject PlanRepository plans;

  /**
   * Counts one more download of a build.
   *
   * @param day in the time zone of the build's team
   * @return false if the limit is reached, which then is not counted
   */
  public boolean take(UUID buildId, LocalDate day, long limit) {
    open(buildId, day);
    return plans.countDownload(buildId, day, limit);
  }

  /** Whether this call is the first to tell of the day's limit. */
  public boolean tellOfLimit(UUID buildId, LocalDate day) {
    open(buildId, day);
    return plans.tellOfLimit(buildId, day);
  }

  private void open(UUID buildId, LocalDate day) {
    if (plans.countedDownloads(buildId, day).isEmpty()) {
      plans.openDay(buildId, day);
    }
  }

  /** How many are counted. */
  public long used(UUID buildId, LocalDate day) {
    return plans.countedDownloads(buildId, day).orElse(0L);
  }
}
