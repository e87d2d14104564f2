package dev.pappus.account.totp;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.SealedStock;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets of second factors, {@code account_totp.sealed_secret}. */
@Stateless
public class TotpSealedStock implements SealedStock {
  private static final System.Logger LOG = System.getLogger(TotpSealedStock.class.getName());

  @Inject TotpRepository factors;
  @Inject KeyRing keys;

  @Override
  public Set<String> columns() {
    return Set.of("account_totp.sealed_secret");
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    List<Totp> found = factors.sealedOtherwise(keys.prefix(), after, max);
    int done = 0;
    for (Totp totp : found) {
      try {
        totp.reseal(text -> keys.reseal(SecondFactor.PURPOSE, text));
        done++;
      } catch (UnreadableSecretException e) {
        LOG.log(
            Level.WARNING,
            LogLine.of("account.secret-unreadable")
                .with("user", PublicId.format(IdKind.USER, totp.userId()))
                .toString());
      }
    }
    return new Batch(done, found.isEmpty() ? null : found.get(found.size() - 1).id());
  }
}
