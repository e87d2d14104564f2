package dev.pappus.account;

import dev.pappus.audit.AuditTrail;
import dev.pappus.mail.MailTemplate;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Makes accounts for those who ask for one: a message, its link, and then the account. */
@Stateless
public class Registrar {
  /** Where a link leads, below the console. */
  static final String PAGE = "/account/confirm.xhtml";

  private static final int FREE_MESSAGES = 3;
  private static final int FREE_CONFIRMATIONS = 5;
  private static final int MAX_TEAM_NAME = 100;

  @Inject UserRepository users;
  @Inject RegistrationRepository registrations;
  @Inject AccountMail mail;
  @Inject PasswordHasher hasher;
  @Inject AttemptThrottle throttle;
  @Inject AccountSettings settings;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * Sends a link that confirms the address; to one that has an account, a message that says so. To
   * be called where nobody waits for it, see {@link RegistrationRequests}.
   */
  public void send(RegistrationDraft draft) {
    if (!throttle.admit("register/" + draft.email(), FREE_MESSAGES).isZero()) {
      return;
    }
    Optional<User> known = users.findByEmail(draft.email());
    if (known.isPresent()) {
      mail.send(known.get(), draft.language(), MailTemplate.ACCOUNT_EXISTS, ResetRequests.PAGE);
      return;
    }
    String secret = TokenText.linkSecret(random);
    Instant now = clock.instant();
    Instant until = now.plus(settings.registrationLifetime());
    registrations.put(
        new Registration(
            draft,
            hasher.hashInTheBackground(draft.password()),
            TokenText.sha256(secret),
            until,
            now),
        now);
    mail.confirm(draft, PAGE + "?link=" + secret, until);
  }

  /** Whether a link may still be used. */
  public boolean isGood(String secret) {
    return find(secret).isPresent();
  }

  /**
   * Makes the account, and a team of its own. The password is asked for again: the link shows who
   * reads the address, and not that it was he who asked for the account; without it somebody else
   * could, with a password of his own, and wait for the click.
   *
   * @return what it may be used for
   * @throws LinkGoneException {@code link-gone}
   * @throws PasswordWrongException {@code password-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   * @throws RegistrationClosedException {@code registration-closed}
   */
  public UserStatus confirm(String secret, String password, String remoteAddress) {
    settings.requireOpenRegistration();
    Registration wish = find(secret).orElseThrow(LinkGoneException::new);
    Duration wait = throttle.admit("confirm/" + wish.id(), FREE_CONFIRMATIONS);
    if (!wait.isZero()) {
      throw new TooManyAttemptsException(wait);
    }
    boolean right;
    try {
      right =
          PasswordRules.length(password) <= PasswordRules.MAX_LENGTH
              && hasher.matches(password, wish.passwordHash());
    } catch (UnavailableException notChecked) {
      throttle.giveBack("confirm/" + wish.id());
      throw notChecked;
    }
    if (!right) {
      throw new PasswordWrongException();
    }
    if (!registrations.take(wish) || users.findByEmail(wish.email()).isPresent()) {
      throw new LinkGoneException();
    }
    Instant now = clock.instant();
    User user = new User(wish.email(), wish.name(), wish.passwordHash(), false, now);
    if (settings.reviewsNew()) {
      user.putUnderReview();
    }
    Team team = new Team(teamName(wish), wish.language(), ZoneId.of(settings.timeZone()), now);
    users.add(team);
    users.add(user);
    users.add(new Membership(team.id(), user.id(), Role.OWNER, now));
    audit.record(
        Authenticator.ownerOf(user, remoteAddress),
        "account.register",
        PublicId.format(IdKind.USER, user.id()),
        null,
        JsonParts.object().add("status", user.status().name()).build());
    return user.status();
  }

  private static String teamName(Registration wish) {
    return wish.name().substring(0, Math.min(MAX_TEAM_NAME, wish.name().length()));
  }

  private Optional<Registration> find(String secret) {
    return registrations.find(TokenText.sha256(secret)).filter(wish -> wish.holds(clock.instant()));
  }
}
