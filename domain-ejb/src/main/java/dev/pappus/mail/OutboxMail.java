package dev.pappus.mail;

import dev.pappus.shared.persistence.AbstractEntity;
import dev.pappus.shared.text.TextRules;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message in the outbox. It is claimed before an attempt, for {@link #CLAIM}; a node that dies in
 * between leaves it to be sent again, under the same {@code Message-ID}, so at least once.
 */
@Entity
@Table(name = "mail_outbox")
public class OutboxMail extends AbstractEntity {
  /** Longer than an attempt can take. */
  static final Duration CLAIM = Duration.ofMinutes(5);

  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
  private static final Duration LONGEST_DELAY = Duration.ofHours(6);
  private static final int MAX_DOUBLINGS = 9;
  private static final int MAX_SUBJECT = 600;
  private static final int MAX_TROUBLE = 500;

  @Column(name = "team_id")
  private UUID teamId;

  private String template;
  private String recipient;
  private String subject;
  private String body;

  @Enumerated(EnumType.STRING)
  private MailStatus status;

  private int attempts;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  private String trouble;

  /** For JPA alone. */
  @SuppressWarnings("NullAway.Init")
  protected OutboxMail() {}

  OutboxMail(UUID teamId, MailTemplate template, MailMessage message, Instant now) {
    super(now);
    this.teamId = teamId;
    this.template = template.key();
    this.recipient = message.recipient();
    this.subject = cut(message.subject(), MAX_SUBJECT);
    this.body = message.body();
    this.status = MailStatus.WAITING;
    this.nextAttemptAt = now;
    this.trouble = "";
  }

  /** Somebody is about to send it. */
  void claim(Instant now) {
    attempts++;
    nextAttemptAt = now.plus(CLAIM);
  }

  void sent(Instant now) {
    finish(MailStatus.SENT, "", now);
    body = "";
  }

  /** It will never be taken. */
  void refused(String why, Instant now) {
    finish(MailStatus.FAILED, why, now);
  }

  /** An attempt failed: another follows, ever later, or none when it is too old. */
  void stumbled(String why, Duration giveUpAfter, Instant now) {
    if (now.isAfter(createdAt().plus(giveUpAfter))) {
      finish(MailStatus.FAILED, why, now);
      return;
    }
    Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    nextAttemptAt = now.plus(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
    trouble = cut(why, MAX_TROUBLE);
  }

  private void finish(MailStatus end, String why, Instant now) {
    status = end;
    trouble = cut(why, MAX_TROUBLE);
    finishedAt = now;
  }

  /** Somebody wants it tried again, at once. One that was sent stays so. */
  void again(Instant now) {
    if (status != MailStatus.SENT) {
      status = MailStatus.WAITING;
      finishedAt = null;
      nextAttemptAt = now;
    }
  }

  private static String cut(String text, int length) {
    return TextRules.cut(TextRules.storable(text), length);
  }

  MailMessage message() {
    return new MailMessage(recipient, subject, body);
  }

  public UUID teamId() {
    return teamId;
  }

  /** The key of its {@link MailTemplate}. */
  public String template() {
    return template;
  }

  public String recipient() {
    return recipient;
  }

  public String subject() {
    return subject;
  }

  /** Plain text; "" once it was sent. */
  public String body() {
    return body;
  }

  public MailStatus status() {
    return status;
  }

  public int attempts() {
    return attempts;
  }

  /** When it is tried next; of no meaning once it has ended. */
  public Instant nextAttemptAt() {
    return nextAttemptAt;
  }

  public @Nullable Instant finishedAt() {
    return finishedAt;
  }

  /** Why the last attempt failed, "" for nothing. */
  public String trouble() {
    return trouble;
  }
}
