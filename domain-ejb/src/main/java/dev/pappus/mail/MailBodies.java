package dev.pappus.mail;

import dev.pappus.secret.KeyRing;
import dev.pappus.secret.UnreadableSecretException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Texts of messages, sealed as long as they wait: a link in one may open something. */
@ApplicationScoped
public class MailBodies {
  private static final String PURPOSE = "mail body 1";

  @Inject KeyRing keyRing;

  String seal(String body) {
    return keyRing.seal(PURPOSE, body);
  }

  String reseal(String sealed) {
    return keyRing.reseal(PURPOSE, sealed);
  }

  /** As {@link #of}; empty if it cannot be read. */
  public Optional<String> find(OutboxMail mail) {
    try {
      return Optional.of(of(mail));
    } catch (UnreadableSecretException lost) {
      return Optional.empty();
    }
  }

  /**
   * Plain text; "" once the message was sent.
   *
   * @throws UnreadableSecretException {@code unavailable} if the server has another key now
   */
  String of(OutboxMail mail) {
    return mail.sealedBody().isEmpty() ? "" : keyRing.open(PURPOSE, mail.sealedBody());
  }
}
