package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.problem.InvalidFieldException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A new password for who has forgotten the old one, by a link to the account's address. */
@Stateless
public class PasswordReset {
  /** Where a link leads, below the console. */
  static final String PAGE = "/account/reset.xhtml";

  /** Messages that an account gets without a wait. */
  private static final int FREE_MESSAGES = 3;

  @Inject UserRepository users;
  @Inject AccountLinks links;
  @Inject AccountMail mail;
  @Inject PasswordRules rules;
  @Inject PasswordHasher hasher;
  @Inject AttemptThrottle throttle;
  @Inject AccountSettings settings;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * Sends a link, if there is such an account and it has a password; else does nothing. To be
   * called where nobody waits for it, see {@link ResetRequests}: how long it takes tells which.
   *
   * @param language of the message, for who has chosen none
   */
  public void send(String email, Locale language, String remoteAddress) {
    Optional<User> found =
        users
            .findByEmail(email)
            .filter(user -> user.status() != UserStatus.SUSPENDED)
            .filter(user -> !user.passwordHash().isEmpty())
            .filter(user -> throttle.admit("reset/" + user.id(), FREE_MESSAGES).isZero());
    if (found.isEmpty()) {
      return;
    }
    User user = found.get();
    Duration lifetime = settings.resetLifetime();
    String secret = links.make(user.id(), LinkPurpose.RESET_PASSWORD, lifetime);
    mail.send(
        user,
        language,
        MailTemplate.PASSWORD_RESET,
        PAGE + "?link=" + secret,
        clock.instant().plus(lifetime));
    audit.record(
        Authenticator.ownerOf(user, remoteAddress), "account.ask-reset", id(user), null, null);
  }

  /** Whether a link may still be used. */
  public boolean isGood(String secret) {
    return links.owner(LinkPurpose.RESET_PASSWORD, secret).isPresent();
  }

  /**
   * Gives the account its new password and ends all its sessions. A password that is refused does
   * not use up the link.
   *
   * @param language of the message that tells of it, for who has chosen none
   * @throws LinkGoneException {@code link-gone}
   * @throws InvalidFieldException {@code field-invalid}
   */
  public void reset(String secret, String password, Locale language, String remoteAddress) {
    User user =
        links
            .owner(LinkPurpose.RESET_PASSWORD, secret)
            .flatMap(users::findLocked)
            .filter(found -> found.status() != UserStatus.SUSPENDED)
            .orElseThrow(LinkGoneException::new);
    rules.check("password", password, user.email());
    links.take(LinkPurpose.RESET_PASSWORD, secret);
    user.changePassword(hasher.hash(password));
    mail.send(user, language, MailTemplate.PASSWORD_CHANGED, ResetRequests.PAGE);
    audit.record(
        Authenticator.ownerOf(user, remoteAddress), "account.reset-password", id(user), null, null);
  }

  private static String id(User user) {
    return PublicId.format(IdKind.USER, user.id());
  }
}
