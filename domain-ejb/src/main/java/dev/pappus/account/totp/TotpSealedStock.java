package dev.pappus.account.totp;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets of second factors, {@code account_totp.sealed_secret}. */
@Stateless
public class TotpSealedStock implements SealedStock {
  @Inject TotpRepository factors;
  @Inject KeyRing keys;

  @Override
  public Set<String> columns() {
    return Set.of("account_totp.sealed_secret");
  }

  @Override
  public long waiting() {
    return factors.countSealedOtherwise(keys.prefix());
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    return Batch.of(
        totp -> PublicId.format(IdKind.USER, totp.userId()),
        factors.sealedOtherwise(keys.prefix(), after, max),
        totp -> totp.reseal(text -> keys.reseal(SecondFactor.PURPOSE, text)));
  }
}
