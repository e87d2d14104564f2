package dev.pappus.mail;

import dev.pappus.secret.UnreadableSecretException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is noted of a message before and after an attempt, each in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailDispatch {
  @Inject OutboxRepository outbox;
  @Inject MailBodies bodies;
  @Inject MailSettings settings;
  @Inject Clock clock;

  /** Those whose time has come. */
  public List<UUID> due(int limit) {
    return outbox.due(clock.instant(), limit);
  }

  /** The message, claimed; empty if its time has not come any more, or it cannot be read. */
  public Optional<MailMessage> claim(UUID id) {
    return outbox
        .findLocked(id)
        .filter(
            mail ->
                mail.status() == MailStatus.WAITING
                    && !mail.nextAttemptAt().isAfter(clock.instant()))
        .filter(mail -> mail.claim(settings.giveUpAfter(), clock.instant()))
        .flatMap(this::open);
  }

  private Optional<MailMessage> open(OutboxMail mail) {
    try {
      return Optional.of(new MailMessage(mail.recipient(), mail.subject(), bodies.of(mail)));
    } catch (UnreadableSecretException e) {
      mail.stumbled(e.detail(), settings.giveUpAfter(), clock.instant());
      return Optional.empty();
    }
  }

  public void sent(UUID id) {
    outbox.findLocked(id).ifPresent(mail -> mail.sent(clock.instant()));
  }

  public void refused(UUID id, String why) {
    outbox.findLocked(id).ifPresent(mail -> mail.refused(why, clock.instant()));
  }

  public void stumbled(UUID id, String why) {
    outbox
        .findLocked(id)
        .ifPresent(mail -> mail.stumbled(why, settings.giveUpAfter(), clock.instant()));
  }
}
