package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.mail.MailNotFoundException;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.MailTemplate;
import dev.pappus.mail.OutboxMail;
import dev.pappus.mail.OutboxRepository;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.page.Page;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.url.PublicUrls;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The outbox, for who may manage the installation: of all teams, since without a mail server it is
 * he who passes on what lies there, and a team may have come about without him.
 */
@Stateless
public class MailDesk {
  @Inject AccessControl accessControl;
  @Inject OutboxRepository outbox;
  @Inject MailOutbox mail;
  @Inject UserRepository users;
  @Inject AuditTrail audit;
  @Inject PublicUrls urls;

  /**
   * The messages of all teams, and those of the installation, newest first.
   *
   * @throws AccessDeniedException {@code forbidden}
   */
  public Page<OutboxMail> page(Caller caller, PageRequest request) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return outbox.page(request);
  }

  /**
   * @throws AccessDeniedException {@code forbidden}
   * @throws MailNotFoundException {@code mail-not-found}
   */
  public OutboxMail get(Caller caller, UUID id) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return outbox.get(id);
  }

  /**
   * Tries one again, at once.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws MailNotFoundException {@code mail-not-found}
   */
  public OutboxMail again(Caller caller, UUID id) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    OutboxMail tried = mail.again(id);
    audit.record(caller, "mail.retry", PublicId.format(IdKind.MAIL, id), null, null);
    return tried;
  }

  /**
   * Sends the caller a test message.
   *
   * @throws AccessDeniedException {@code forbidden}
   * @throws InvalidFieldException {@code field-invalid} if the caller has no address that mail
   *     could reach
   */
  public OutboxMail test(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    User user =
        users
            .findBehind(caller)
            .orElseThrow(() -> new InvalidFieldException("email", "the caller has no address"));
    Locale language = users.findTeam(caller.teamId()).map(Team::language).orElse(Locale.ENGLISH);
    OutboxMail sent =
        mail.send(
            caller.teamId(),
            user.email(),
            language,
            MailTemplate.TEST,
            Map.of("server", urls.of("/")));
    audit.record(caller, "mail.test", PublicId.format(IdKind.MAIL, sent.id()), null, null);
    return sent;
  }

  /** The teams of some messages by key; the messages of the installation are no team's. */
  public Map<UUID, Team> teams(Caller caller, List<OutboxMail> mails) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
    return users.findTeams(mails.stream().map(OutboxMail::teamId).collect(Collectors.toSet()));
  }
}
