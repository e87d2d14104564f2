package dev.pappus.mail;

import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.time.Clock;
import java.util.List;

/** An outbox in a database, and what lies in it. */
public final class MailOutboxFixture {
  private static final MailBodies BODIES = Injection.wire(new MailBodies(), KeyRingFixture.of(1));

  private MailOutboxFixture() {}

  /** A message, with the text that its recipient would read. */
  public record Letter(String template, String recipient, String subject, String body) {}

  public static MailOutbox in(TestDatabase database, Clock clock) {
    return Injection.wire(
        new MailOutbox(),
        Injection.wire(new OutboxRepository(), database.em()),
        BODIES,
        new MailSettings(),
        clock);
  }

  /** All, oldest first. */
  public static List<Letter> all(TestDatabase database) {
    return database
        .em()
        .createQuery("select m from OutboxMail m order by m.id", OutboxMail.class)
        .getResultList()
        .stream()
        .map(mail -> new Letter(mail.template(), mail.recipient(), mail.subject(), BODIES.of(mail)))
        .toList();
  }
}
