package dev.pappus.testflight;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.id.IdKind;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What teams hold sealed for Apple: private keys. */
@Stateless
public class TestFlightSealedStock implements SealedStock {
  @Inject AppStoreKeyRepository repository;
  @Inject AppStoreKeys keys;
  @Inject KeyRing keyRing;

  @Override
  public Set<String> columns() {
    return Set.of("testflight_key.sealed_private_key");
  }

  @Override
  public long waiting() {
    return repository.countSealedOtherwise(keyRing.prefix());
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    return Batch.of(
        IdKind.TESTFLIGHT_KEY,
        repository.sealedOtherwise(keyRing.prefix(), after, max),
        key -> key.reseal(keys::reseal));
  }
}
