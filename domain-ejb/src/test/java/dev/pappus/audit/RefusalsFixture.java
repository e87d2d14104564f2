package dev.pappus.audit;

import dev.pappus.shared.inject.Injection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Refusals that are kept for a test to look at. */
public final class RefusalsFixture {
  private final List<AuditEntry> written = new ArrayList<>();
  private final Refusals refusals =
      Injection.wire(
          new Refusals(),
          Clock.systemUTC(),
          new RefusalWriter() {
            @Override
            public void write(AuditEntry entry) {
              written.add(entry);
            }
          });

  public Refusals refusals() {
    return refusals;
  }

  public List<AuditEntry> written() {
    return List.copyOf(written);
  }
}
