package dev.pappus.inbox;

import dev.pappus.account.Team;
import dev.pappus.account.User;
import dev.pappus.account.UserRepository;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Permission;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;

/**
 * Notices by mail, to those of the team who can do something about them. Only where mail leaves by
 * itself: in an outbox that somebody has to read they would tell nobody more.
 */
@ApplicationScoped
public class NoticeMail {
  private static final System.Logger LOG = System.getLogger(NoticeMail.class.getName());

  @Inject MailOutbox outbox;
  @Inject UserRepository users;
  @Inject PublicUrls urls;

  void send(Notice notice) {
    if (outbox.hasServer()) {
      MailTemplate.of(notice.kind()).ifPresent(template -> send(notice, template));
    }
  }

  private void send(Notice notice, MailTemplate template) {
    Locale language = users.findTeam(notice.teamId()).map(Team::language).orElse(Locale.ENGLISH);
    Map<String, String> values =
        Map.of(
            "name", notice.subjectName(),
            "detail", notice.detail(),
            "link", urls.of("/console/inbox/notices.xhtml"));
    for (User user : users.membersWho(notice.teamId(), Permission.MANAGE_WEBHOOKS)) {
      send(notice, user, language, template, values);
    }
  }

  /** Somebody's address may be none that mail could reach; what happened is told all the same. */
  private void send(
      Notice notice,
      User user,
      Locale language,
      MailTemplate template,
      Map<String, String> values) {
    try {
      outbox.send(notice.teamId(), user.email(), language, template, values);
    } catch (InvalidFieldException noAddress) {
      LOG.log(
          Level.WARNING,
          LogLine.of("inbox.not-mailed")
              .with("kind", notice.kind())
              .with("why", noAddress.detail())
              .toString());
    }
  }
}
