package dev.pappus.worker;

import dev.pappus.delivery.Endpoint;
import dev.pappus.webhook.WebhookSecrets;
import dev.pappus.webhook.endpoint.EndpointUrl;
import dev.pappus.webhook.signing.SigningSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is worked out once for a webhook as long as it is not edited: its URL read, its secrets
 * opened. A read is a few map look-ups instead of some 20 µs of parsing and AES.
 */
final class KnownEndpoints {
  private static final int MAX_KEPT = 2048;

  private final WebhookSecrets secrets;

  /** Under its own lock, the least used first. */
  private final Map<UUID, Known> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
          return size() > MAX_KEPT;
        }
      };

  /** One endpoint, as it stood in its row. */
  private static final class Known {
    private final Endpoint endpoint;
    private final EndpointUrl url;
    private volatile @Nullable Opened opened;

    Known(Endpoint endpoint) {
      this.endpoint = endpoint;
      this.url = EndpointUrl.parse(endpoint.url());
    }
  }

  private record Opened(List<String> sealed, List<SigningSecret> secrets) {}

  KnownEndpoints(WebhookSecrets secrets) {
    this.secrets = secrets;
  }

  /**
   * The endpoint's URL.
   *
   * @throws dev.pappus.shared.problem.DomainException if what was accepted once is refused now
   */
  EndpointUrl url(Endpoint endpoint) {
    return known(endpoint).url;
  }

  /**
   * The opened secrets.
   *
   * @param sealed those of the endpoint that sign now
   * @throws dev.pappus.secret.UnreadableSecretException if the installation's key has changed
   */
  List<SigningSecret> signing(Endpoint endpoint, List<String> sealed) {
    Known known = known(endpoint);
    Opened opened = known.opened;
    if (opened == null || !opened.sealed().equals(sealed)) {
      opened = new Opened(sealed, secrets.signing(sealed));
      known.opened = opened;
    }
    return opened.secrets();
  }

  private Known known(Endpoint endpoint) {
    synchronized (kept) {
      Known known = kept.get(endpoint.webhookId());
      if (known != null && known.endpoint.equals(endpoint)) {
        return known;
      }
    }
    Known known = new Known(endpoint);
    synchronized (kept) {
      kept.put(endpoint.webhookId(), known);
    }
    return known;
  }
}
