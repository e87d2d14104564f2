package dev.pappus.mail;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.work.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Sends what the outbox holds, one node for all; nothing where no mail server is set. */
@ApplicationScoped
public class SendMail implements Chore {
  private static final System.Logger LOG = System.getLogger(SendMail.class.getName());
  private static final int BATCH = 50;

  /** No attempt begins later in a run: a stop waits for 5 s (JobRunner). */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  @Inject MailDispatch dispatch;
  @Inject MailTransport transport;
  @Inject MailSettings settings;
  @Inject Clock clock;

  @Override
  public String name() {
    return "send-mail";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void run() {
    if (settings.host().isEmpty()) {
      return;
    }
    Instant end = clock.instant().plus(LONGEST);
    boolean stopping = false;
    for (UUID id : dispatch.due(BATCH)) {
      if (stopping || clock.instant().isAfter(end)) {
        break;
      }
      stopping = attempt(id);
    }
    if (stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether the server stops meanwhile. The interrupt is taken off until the result is noted: one
   * inside a statement closes the file of H2.
   *
   * <p>What the mail server says mostly names the recipient: it stands in the outbox, not in the
   * log.
   */
  private boolean attempt(UUID id) {
    MailMessage message = dispatch.claim(id).orElse(null);
    if (message == null) {
      return false;
    }
    LogLine line = LogLine.of("mail.attempted").with("mail", PublicId.format(IdKind.MAIL, id));
    boolean stopping;
    try {
      transport.send(id, message);
      stopping = Thread.interrupted();
      dispatch.sent(id);
      LOG.log(Level.INFO, line.with("outcome", "SENT").toString());
    } catch (MailRefusedException e) {
      stopping = Thread.interrupted();
      dispatch.refused(id, e.detail());
      LOG.log(Level.INFO, line.with("outcome", "REFUSED").toString());
    } catch (UnavailableException e) {
      stopping = Thread.interrupted();
      dispatch.stumbled(id, e.detail());
      LOG.log(Level.WARNING, line.with("outcome", "LATER").toString());
    }
    return stopping;
  }
}
