package dev.pappus.delivery;

import dev.pappus.app.AppResidue;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** Deliveries of a deleted app; what is still due stays until its lane's owner has cancelled it. */
@Stateless
public class DeliveryResidue implements AppResidue {
  private static final int BATCH = 500;

  @Inject DeliveryRepository deliveries;

  @Override
  public int order() {
    return 10;
  }

  @Override
  public int purgeBatch(UUID appId) {
    return deliveries.purge(appId, BATCH);
  }
}
