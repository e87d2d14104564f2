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
import java.util.function.UnaryOperator;
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

  /** The trouble of an attempt that a dead process leaves without an end. */
  private static final String BEGUN = "An attempt has begun; how it ended is not known yet.";

  @Column(name = "team_id")
  private UUID teamId;

  private String template;
  private String recipient;
  private String subject;

  @Column(name = "sealed_body")
  private String sealedBody;

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

  /**
   * @param seal of the body: it may hold a link that opens something
   */
  OutboxMail(
      UUID teamId,
      MailTemplate template,
      MailMessage message,
      UnaryOperator<String> seal,
      Instant now) {
    super(now);
    this.teamId = teamId;
    this.template = template.key();
    this.recipient = message.recipient();
    this.subject = cut(message.subject(), MAX_SUBJECT);
    this.sealedBody = seal.apply(message.body());
    this.status = MailStatus.WAITING;
    this.nextAttemptAt = now;
    this.trouble = "";
  }

  /**
   * Somebody is about to send it, and may. Not if the attempt before did not end and it is too old:
   * else a message that kills its server would do so for ever.
   */
  boolean claim(Duration giveUpAfter, Instant now) {
    if (trouble.equals(BEGUN) && now.isAfter(createdAt().plus(giveUpAfter))) {
      finish(MailStatus.FAILED, "Its attempts did not end.", now);
      return false;
    }
    attempts++;
    nextAttemptAt = now.plus(CLAIM);
    trouble = BEGUN;
    return true;
  }

  void sent(Instant now) {
    finish(MailStatus.SENT, "", now);
    sealedBody = "";
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
      trouble = "";
      nextAttemptAt = now;
    }
  }

  private static String cut(String text, int length) {
    return TextRules.cut(TextRules.storable(text), length);
  }

  /** Seals the body anew; one that was sent has none. */
  void reseal(UnaryOperator<String> reseal) {
    if (!sealedBody.isEmpty()) {
      sealedBody = reseal.apply(sealedBody);
    }
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

  /** See {@link MailBodies}; "" once it was sent. */
  String sealedBody() {
    return sealedBody;
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
