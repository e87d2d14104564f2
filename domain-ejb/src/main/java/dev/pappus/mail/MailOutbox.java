package dev.pappus.mail;

import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Where use cases put messages, in their transaction: no commit, no message. */
@ApplicationScoped
public class MailOutbox {
  @Inject OutboxRepository outbox;
  @Inject MailBodies bodies;
  @Inject MailSettings settings;
  @Inject Clock clock;

  /**
   * Puts a message into the outbox.
   *
   * @param teamId whose administrators see it there
   * @param recipient an address
   * @param language one that we speak
   * @param values what the template needs, see {@link MailTemplate}
   * @return the message as it lies there
   * @throws InvalidFieldException {@code field-invalid} if the address is none
   */
  public OutboxMail send(
      UUID teamId,
      String recipient,
      Locale language,
      MailTemplate template,
      Map<String, String> values) {
    MailMessage message = template.in(language, MailAddress.read("email", recipient), values);
    OutboxMail mail = new OutboxMail(teamId, template, message, bodies::seal, clock.instant());
    outbox.add(mail);
    return mail;
  }

  /** Whether messages leave; else somebody has to pass them on. */
  public boolean hasServer() {
    return settings.host().isPresent();
  }

  /**
   * Tries a message again, at once.
   *
   * @throws MailNotFoundException {@code mail-not-found}
   */
  public OutboxMail again(UUID id) {
    OutboxMail mail = outbox.findLocked(id).orElseThrow(MailNotFoundException::new);
    mail.again(clock.instant());
    return mail;
  }
}
