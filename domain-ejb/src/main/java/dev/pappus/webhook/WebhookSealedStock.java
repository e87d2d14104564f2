package dev.pappus.webhook;

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

/** What webhooks hold sealed: secrets, headers, private keys; of removed ones too. */
@Stateless
public class WebhookSealedStock implements SealedStock {
  @Inject WebhookRepository webhooks;
  @Inject WebhookSecrets secrets;
  @Inject WebhookHeaders headers;
  @Inject KeyRing keyRing;

  @Override
  public Set<String> columns() {
    return Set.of(
        "webhook.secret",
        "webhook.previous_secret",
        "webhook.asymmetric_key",
        "webhook.custom_headers");
  }

  @Override
  public long waiting() {
    return webhooks.countSealedOtherwise(keyRing.prefix());
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Batch rekey(@Nullable UUID after, int max) {
    return Batch.of(
        IdKind.WEBHOOK,
        webhooks.sealedOtherwise(keyRing.prefix(), after, max),
        webhook -> webhook.reseal(secrets::reseal, headers::reseal, secrets::resealKey));
  }
}
