package dev.pappus.webhook;

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

/** What webhooks hold sealed: secrets, headers, private keys; of removed ones too. */
@Stateless
public class WebhookSealedStock implements SealedStock {
  private static final System.Logger LOG = System.getLogger(WebhookSealedStock.class.getName());

  @Inject WebhookRepository webhooks;
  @Inject WebhookSecrets secrets;
  @Inject WebhookHeaders headers;
  @Inject KeyRing keyRing;

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    List<Webhook> found = webhooks.sealedOtherwise(keyRing.prefix(), after, max);
    int done = 0;
    for (Webhook webhook : found) {
      try {
        webhook.reseal(secrets::reseal, headers::reseal, secrets::resealKey);
        done++;
      } catch (UnreadableSecretException e) {
        LOG.log(
            Level.WARNING,
            LogLine.of("webhook.secret-unreadable")
                .with("webhook", PublicId.format(IdKind.WEBHOOK, webhook.id()))
                .toString());
      }
    }
    return new Batch(done, found.isEmpty() ? null : found.get(found.size() - 1).id());
  }
}
