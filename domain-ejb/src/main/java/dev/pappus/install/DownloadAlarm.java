package dev.pappus.install;

import dev.pappus.build.BuildInContext;
import dev.pappus.event.EventRecorder;
import dev.pappus.plan.UsageMeter;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells that a build's downloads of a day are used up, once, in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DownloadAlarm {
  @Inject UsageMeter meter;
  @Inject DownloadLimitedType limited;
  @Inject EventRecorder events;
  @Inject Clock clock;

  public void raise(BuildInContext found, DownloadAllowance allowance) {
    if (meter.tellOfLimit(found.build().id(), allowance.day())) {
      events.record(found.app().teamId(), limited.of(found, allowance, clock.instant()));
    }
  }
}
