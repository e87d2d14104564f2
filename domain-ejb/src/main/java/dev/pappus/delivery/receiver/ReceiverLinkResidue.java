package dev.pappus.delivery.receiver;

import dev.pappus.app.AppResidue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** Receivers' links of a deleted app's webhooks. */
@Stateless
public class ReceiverLinkResidue implements AppResidue {
  private static final int BATCH = 500;

  @Inject ReceiverLinkRepository links;

  @Override
  public int order() {
    return 5;
  }

  @Override
  public int purgeBatch(UUID appId) {
    return links.remove(appId, BATCH);
  }
}
