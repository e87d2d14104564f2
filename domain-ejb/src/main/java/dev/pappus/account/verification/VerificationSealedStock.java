package dev.pappus.account.verification;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Real names and their numbers, sealed. */
@Stateless
public class VerificationSealedStock implements SealedStock {
  private static final System.Logger LOG =
      System.getLogger(VerificationSealedStock.class.getName());

  @Inject VerificationRepository verifications;
  @Inject RealNames names;
  @Inject KeyRing keyRing;

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    List<RealNameVerification> found = verifications.sealedOtherwise(keyRing.prefix(), after, max);
    int done = 0;
    for (RealNameVerification verification : found) {
      try {
        verification.reseal(names::resealName, names::resealNumber);
        done++;
      } catch (UnreadableSecretException e) {
        LOG.log(
            Level.WARNING,
            LogLine.of("verification.secret-unreadable")
                .with("verification", PublicId.format(IdKind.VERIFICATION, verification.id()))
                .toString());
      }
    }
    return new Batch(done, found.isEmpty() ? null : found.get(found.size() - 1).id());
  }
}
