package dev.pappus.webhook;

import dev.pappus.secret.KeyRing;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;

/** The signing secrets of webhooks: made here, sealed at rest, opened to sign. */
@ApplicationScoped
public class WebhookSecrets {
  private static final String PURPOSE = "webhook-secret";

  @Inject KeyRing keyRing;

  private final SecureRandom random = new SecureRandom();

  SigningSecret create() {
    return SigningSecret.create(random);
  }

  String seal(SigningSecret secret) {
    return keyRing.seal(PURPOSE, secret.reveal());
  }

  /**
   * What a call is signed with, from the sealed texts of a webhook's row.
   *
   * @param sealed newest first
   * @throws dev.pappus.secret.UnreadableSecretException if the installation's key has changed
   */
  public List<SigningSecret> signing(List<String> sealed) {
    return sealed.stream().map(this::open).toList();
  }

  private SigningSecret open(String text) {
    return SigningSecret.of(keyRing.open(PURPOSE, text));
  }
}
