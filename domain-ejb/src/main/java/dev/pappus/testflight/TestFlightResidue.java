package dev.pappus.testflight;

import dev.pappus.app.AppResidue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The hand-overs of a deleted app's builds. */
@ApplicationScoped
public class TestFlightResidue implements AppResidue {
  @Inject UploadLedger ledger;

  @Override
  public int order() {
    return 10;
  }

  @Override
  public int purgeBatch(UUID appId) {
    return ledger.purge(appId);
  }
}
