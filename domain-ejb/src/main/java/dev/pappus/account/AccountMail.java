package dev.pappus.account;

import dev.pappus.audit.Refusals;
import dev.pappus.mail.MailOutbox;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.url.PublicUrls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Messages about an account to its owner. In the outbox they belong to the installation and to no
 * team: their links open an account, which may be a member of others too.
 */
@ApplicationScoped
public class AccountMail {
  private static final System.Logger LOG = System.getLogger(AccountMail.class.getName());

  @Inject MailOutbox outbox;
  @Inject PublicUrls urls;

  /**
   * Writes to somebody, in the caller's transaction. An account with an address that no mail could
   * reach gets none; the log says so.
   *
   * @param otherwise the language for who has chosen none
   * @param path of the console, with what belongs behind it; the template's {@code link}
   */
  public void send(User user, Locale otherwise, MailTemplate template, String path) {
    send(user, otherwise, template, path, Map.of());
  }

  /** As above, for a link that ends. */
  void send(User user, Locale otherwise, MailTemplate template, String path, Instant until) {
    send(
        user,
        otherwise,
        template,
        path,
        Map.of("until", time(zone(user), language(user, otherwise), until)));
  }

  /** The link that confirms the address of who has no account yet. */
  void confirm(RegistrationDraft draft, String path, Instant until) {
    outbox.send(
        Refusals.INSTALLATION,
        draft.email(),
        draft.language(),
        MailTemplate.CONFIRM_ADDRESS,
        Map.of(
            "name", draft.name(),
            "link", urls.of("/console" + path),
            "until", time(ZoneOffset.UTC, draft.language(), until)));
  }

  private void send(
      User user, Locale otherwise, MailTemplate template, String path, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("name", user.name());
    values.put("link", urls.of("/console" + path));
    try {
      outbox.send(Refusals.INSTALLATION, user.email(), language(user, otherwise), template, values);
    } catch (InvalidFieldException noAddress) {
      LOG.log(
          Level.WARNING,
          LogLine.of("account.no-mail")
              .with("user", user.id())
              .with("template", template)
              .toString());
    }
  }

  private static Locale language(User user, Locale otherwise) {
    return Optional.ofNullable(user.language()).orElse(otherwise);
  }

  private static ZoneId zone(User user) {
    return Optional.ofNullable(user.timeZone()).orElse(ZoneOffset.UTC);
  }

  private static String time(ZoneId zone, Locale language, Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.FULL)
        .withLocale(language)
        .withZone(zone)
        .format(at);
  }
}
