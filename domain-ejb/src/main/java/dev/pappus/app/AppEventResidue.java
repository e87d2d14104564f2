package dev.pappus.app;

import dev.pappus.event.EventRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** The events of a deleted app; last, since deliveries and reports refer to them. */
@Stateless
public class AppEventResidue implements AppResidue {
  private static final int BATCH = 500;

  @Inject EventRepository events;

  @Override
  public int order() {
    return 90;
  }

  @Override
  public int purgeBatch(UUID appId) {
    return events.remove(appId, BATCH);
  }
}
