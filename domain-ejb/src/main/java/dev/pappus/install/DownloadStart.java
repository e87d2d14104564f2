package dev.pappus.install;

import dev.pappus.account.UserRepository;
import dev.pappus.account.verification.VerificationRepository;
import dev.pappus.account.verification.VerificationStatus;
import dev.pappus.build.BuildInContext;
import dev.pappus.plan.PlanGate;
import dev.pappus.plan.UsageMeter;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the sending of a package begins: counts it, where downloads are counted, and notes it in
 * the log. To be called outside a transaction.
 *
 * <p>A download is the sending of a package from its first byte on. A range from a later byte on
 * goes on with a download that the same address has begun within {@link #RESUMABLE}; where there is
 * none it is a download itself, or a client could leave the first byte out and never be counted.
 */
@ApplicationScoped
public class DownloadStart {
  private static final System.Logger LOG = System.getLogger(DownloadStart.class.getName());

  /** As long as the links of the page hold. */
  static final Duration RESUMABLE = DownloadGranter.LIFETIME;

  @Inject PlanGate gate;
  @Inject VerificationRepository verifications;
  @Inject UserRepository users;
  @Inject UsageMeter meter;
  @Inject DownloadAlarm alarm;
  @Inject DownloadLog log;
  @Inject Clock clock;

  /**
   * Lets bytes be sent.
   *
   * @param caller null for a stranger
   * @param fromFirstByte false for a range from a later byte on
   * @throws DownloadLimitException {@code download-limit}
   */
  public void begin(
      BuildInContext found, @Nullable Caller caller, String remoteAddress, boolean fromFirstByte) {
    if (!gate.enforced()) {
      if (fromFirstByte) {
        note(found, caller, remoteAddress);
      }
      return;
    }
    UUID build = found.build().id();
    if (!fromFirstByte && log.knows(build, remoteAddress, clock.instant().minus(RESUMABLE))) {
      return;
    }
    DownloadAllowance allowance = allowance(found.app().teamId());
    if (!Conflict.retrying(() -> meter.take(build, allowance.day(), allowance.limit()))) {
      Conflict.retrying(
          () -> {
            alarm.raise(found, allowance);
            return allowance;
          });
      throw new DownloadLimitException(allowance);
    }
    note(found, caller, remoteAddress);
  }

  /** What holds for a build that cannot be downloaded any more today; empty if it can. */
  public Optional<DownloadAllowance> exhausted(BuildInContext found) {
    return today(found).filter(today -> today.left() == 0).map(DownloadsToday::allowance);
  }

  /** How often a build was downloaded today; empty where nobody counts. */
  public Optional<DownloadsToday> today(BuildInContext found) {
    if (!gate.enforced()) {
      return Optional.empty();
    }
    DownloadAllowance allowance = allowance(found.app().teamId());
    return Optional.of(
        new DownloadsToday(meter.used(found.build().id(), allowance.day()), allowance));
  }

  private DownloadAllowance allowance(UUID teamId) {
    ZoneId zone = users.dayZone(teamId);
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, zone);
    boolean verified = verifications.status(teamId) == VerificationStatus.APPROVED;
    return new DownloadAllowance(
        day,
        gate.downloadsPerDay(teamId, verified),
        verified,
        zone,
        Duration.between(now, day.plusDays(1).atStartOfDay(zone).toInstant()));
  }

  /** Whatever becomes of the note, the download goes on. */
  private void note(BuildInContext found, @Nullable Caller caller, String remoteAddress) {
    try {
      log.note(found.app().teamId(), found.build(), caller, remoteAddress);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, LogLine.of("download.not-logged").toString(), e);
    }
  }
}
