package dev.pappus.webhook;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.UnreadableSecretException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.webhook.signing.AsymmetricKey;
import dev.pappus.webhook.signing.SigningSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signing secrets of webhooks: made here, sealed at rest, opened to sign. */
@ApplicationScoped
public class WebhookSecrets {
  private static final System.Logger LOG = System.getLogger(WebhookSecrets.class.getName());
  private static final String PURPOSE = "webhook-secret";
  private static final String KEY_PURPOSE = "webhook-asymmetric-key";

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
   * @throws UnreadableSecretException if the installation's key has changed
   */
  public List<SigningSecret> signing(List<String> sealed) {
    return sealed.stream().map(this::open).toList();
  }

  private SigningSecret open(String text) {
    return SigningSecret.of(keyRing.open(PURPOSE, text));
  }

  /** The same under the newest key. */
  String reseal(String sealed) {
    return keyRing.reseal(PURPOSE, sealed);
  }

  /** A new Ed25519 key, as it is stored. */
  String sealNewKey() {
    return keyRing.seal(KEY_PURPOSE, AsymmetricKey.create().reveal());
  }

  /** The same under the newest key. */
  String resealKey(String sealed) {
    return keyRing.reseal(KEY_PURPOSE, sealed);
  }

  /**
   * The Ed25519 key that signs a call along, from the sealed text of a webhook's row.
   *
   * @return null where the secret alone signs
   * @throws UnreadableSecretException if the installation's key has changed
   */
  public @Nullable AsymmetricKey asymmetric(@Nullable String sealed) {
    return sealed == null ? null : AsymmetricKey.of(keyRing.open(KEY_PURPOSE, sealed));
  }

  /** What receivers check {@code v1a} signatures with; empty if there is none, or none readable. */
  public Optional<String> publicKey(Webhook webhook) {
    try {
      return Optional.ofNullable(asymmetric(webhook.sealedAsymmetricKey()))
          .map(AsymmetricKey::publicKey);
    } catch (UnreadableSecretException e) {
      LOG.log(
          Level.WARNING,
          LogLine.of("webhook.secret-unreadable")
              .with("webhook", PublicId.format(IdKind.WEBHOOK, webhook.id()))
              .toString());
      return Optional.empty();
    }
  }
}
