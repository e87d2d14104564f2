package dev.pappus.mail;

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

/** What the outbox holds sealed: texts of messages that were not sent. */
@Stateless
public class MailSealedStock implements SealedStock {
  @Inject OutboxRepository outbox;
  @Inject MailBodies bodies;
  @Inject KeyRing keyRing;

  @Override
  public Set<String> columns() {
    return Set.of("mail_outbox.sealed_body");
  }

  @Override
  public long waiting() {
    return outbox.countSealedOtherwise(keyRing.prefix());
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    return Batch.of(
        IdKind.MAIL,
        outbox.sealedOtherwise(keyRing.prefix(), after, max),
        mail -> mail.reseal(bodies::reseal));
  }
}
