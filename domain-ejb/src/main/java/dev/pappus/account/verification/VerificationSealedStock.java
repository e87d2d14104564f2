package dev.pappus.account.verification;

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

/** Real names and their numbers, sealed. */
@Stateless
public class VerificationSealedStock implements SealedStock {
  @Inject VerificationRepository verifications;
  @Inject RealNames names;
  @Inject KeyRing keyRing;

  @Override
  public Set<String> columns() {
    return Set.of("real_name_verification.sealed_name", "real_name_verification.sealed_number");
  }

  @Override
  public long waiting() {
    return verifications.countSealedOtherwise(keyRing.prefix());
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    return Batch.of(
        IdKind.VERIFICATION,
        verifications.sealedOtherwise(keyRing.prefix(), after, max),
        verification -> verification.reseal(names::resealName, names::resealNumber));
  }
}
