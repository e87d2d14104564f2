package dev.pappus.account.totp;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccountEditor;
import dev.pappus.account.AccountMail;
import dev.pappus.account.AttemptGuard;
import dev.pappus.account.AttemptThrottle;
import dev.pappus.account.Authenticator;
import dev.pappus.account.PasswordProof;
import dev.pappus.account.PasswordWrongException;
import dev.pappus.account.ResetRequests;
import dev.pappus.account.SessionKey;
import dev.pappus.account.TooManyAttemptsException;
import dev.pappus.account.User;
import dev.pappus.account.UserRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.mail.MailTemplate;
import dev.pappus.secret.KeyRing;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** Codes of an authenticator app besides the password: setting it up, asking for it, its end. */
@Stateless
public class SecondFactor {
  /** How many recovery codes there are. */
  static final int RECOVERY_CODES = 10;

  static final String PURPOSE = "account totp 1";
  private static final int CODE_LENGTH = 6;
  private static final int FREE_CODES = 10;
  private static final String WHAT = "code";
  private static final String ISSUER = "Pappus";

  @Inject AccountEditor accounts;
  @Inject UserRepository users;
  @Inject TotpRepository factors;
  @Inject AccountMail mail;
  @Inject PasswordProof proof;
  @Inject AttemptGuard guard;
  @Inject AttemptThrottle throttle;
  @Inject KeyRing keys;
  @Inject AuditTrail audit;
  @Inject Refusals refusals;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * What an authenticator app needs.
   *
   * @param key base32, to be typed
   * @param uri the same for a QR code: {@code otpauth://totp/…}
   */
  public record Enrolment(String key, String uri) {}

  /**
   * Begins: makes a secret, in place of one that was not confirmed.
   *
   * @throws AccessDeniedException {@code forbidden} to who is not signed in, or has a second factor
   * @throws PasswordWrongException {@code password-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   */
  public void begin(Caller caller, String password) {
    User user = locked(caller);
    proof.require(caller, user, password);
    if (user.secondFactor()) {
      throw new AccessDeniedException("This account has a second factor already.");
    }
    byte[] secret = new byte[TotpCode.SECRET_BYTES];
    random.nextBytes(secret);
    factors.remove(user.id());
    factors.add(new Totp(user.id(), keys.seal(PURPOSE, TotpCode.text(secret)), clock.instant()));
  }

  /**
   * The secret that waits for its first code; empty if there is none, or it was confirmed: then
   * nobody is shown it again.
   */
  public Optional<Enrolment> pending(Caller caller) {
    User user = accounts.get(caller);
    return factors
        .find(user.id())
        .filter(totp -> !totp.confirmed())
        .map(
            totp -> {
              String key = keys.open(PURPOSE, totp.sealedSecret());
              String label = ISSUER + ":" + user.email();
              return new Enrolment(
                  key,
                  "otpauth://totp/"
                      + encoded(label)
                      + "?secret="
                      + key
                      + "&issuer="
                      + encoded(ISSUER));
            });
  }

  /**
   * Ends the setting up with a first code. From then on the sign-in asks for one.
   *
   * @return the recovery codes, which are shown this once
   * @throws AccessDeniedException {@code forbidden} to who is not signed in
   * @throws CodeWrongException {@code code-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   */
  public List<String> confirm(Caller caller, String code) {
    User user = locked(caller);
    admit(user.id(), caller.remoteAddress());
    Totp totp =
        factors
            .find(user.id())
            .filter(found -> !found.confirmed())
            .orElseThrow(CodeWrongException::new);
    OptionalLong step = TotpCode.match(secret(totp), digits(code), clock.instant());
    totp.confirm(step.orElseThrow(CodeWrongException::new), clock.instant());
    right(user.id(), caller.remoteAddress());
    user.requireSecondFactor(true);
    tell(user, MailTemplate.SECOND_FACTOR_ADDED);
    audit.record(
        caller.in(Refusals.INSTALLATION), "account.add-second-factor", id(user.id()), null, null);
    return newCodes(user.id());
  }

  /**
   * New recovery codes in place of those there are.
   *
   * @throws PasswordWrongException {@code password-wrong}
   * @throws CodeWrongException {@code code-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   */
  public List<String> renewCodes(Caller caller, String password, String code) {
    User user = proven(caller, password, code);
    tell(user, MailTemplate.RECOVERY_CODES_RENEWED);
    audit.record(
        caller.in(Refusals.INSTALLATION),
        "account.renew-recovery-codes",
        id(user.id()),
        null,
        null);
    return newCodes(user.id());
  }

  /**
   * Ends it, and all sessions.
   *
   * @param code of the app, or a recovery code
   * @return the session that may go on: the caller's own
   * @throws PasswordWrongException {@code password-wrong}
   * @throws CodeWrongException {@code code-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   */
  public SessionKey remove(Caller caller, String password, String code) {
    User user = proven(caller, password, code);
    factors.remove(user.id());
    user.requireSecondFactor(false);
    // whoever got in without it must not stay because it is gone
    user.signOutEverywhere();
    tell(user, MailTemplate.SECOND_FACTOR_REMOVED);
    audit.record(
        caller.in(Refusals.INSTALLATION),
        "account.remove-second-factor",
        id(user.id()),
        null,
        null);
    return SessionKey.of(user);
  }

  /** How many recovery codes are left. */
  public int codesLeft(Caller caller) {
    return factors.codes(accounts.get(caller).id()).size();
  }

  /**
   * The second step of a sign-in.
   *
   * @param session what the first step gave
   * @param code of the app, or a recovery code
   * @throws CodeWrongException {@code code-wrong}
   * @throws TooManyAttemptsException {@code too-many-attempts}
   */
  public void check(SessionKey session, String code, String address) {
    UUID userId = session.userId();
    if (!accepts(userId, code, address)) {
      users
          .find(userId)
          .ifPresent(
              user ->
                  refusals.note(
                      Authenticator.ownerOf(user, address), "console.sign-in", "code", null));
      throw new CodeWrongException();
    }
  }

  private User proven(Caller caller, String password, String code) {
    User user = locked(caller);
    proof.require(caller, user, password);
    if (!accepts(user.id(), code, caller.remoteAddress())) {
      throw new CodeWrongException();
    }
    return user;
  }

  /** Tells the owner, who may not be the one who did it. */
  private void tell(User user, MailTemplate template) {
    mail.send(user, Locale.ENGLISH, template, ResetRequests.PAGE);
  }

  /**
   * Takes a code, or a recovery code; each is good once. Whoever gets here knows the password, so
   * codes are slowed for the account as a whole too, wherever the attempts come from; its owner has
   * recovery codes then, which nobody guesses.
   */
  private boolean accepts(UUID userId, String code, String address) {
    admit(userId, address);
    Totp totp = factors.find(userId).filter(Totp::confirmed).orElse(null);
    if (totp == null) {
      return false;
    }
    String digits = digits(code);
    boolean accepted =
        digits.length() == CODE_LENGTH ? acceptsCode(totp, digits) : acceptsRecovery(userId, code);
    if (accepted) {
      right(userId, address);
    }
    return accepted;
  }

  private boolean acceptsCode(Totp totp, String digits) {
    String everywhere = WHAT + "/any/" + totp.userId();
    Duration wait = throttle.admit(everywhere, FREE_CODES);
    if (!wait.isZero()) {
      throw new TooManyAttemptsException(wait);
    }
    OptionalLong step = TotpCode.match(secret(totp), digits, clock.instant());
    boolean accepted = step.isPresent() && factors.take(totp.userId(), step.getAsLong());
    if (accepted) {
      throttle.forget(everywhere);
    }
    return accepted;
  }

  private boolean acceptsRecovery(UUID userId, String code) {
    boolean accepted =
        factors.codes(userId).stream()
            .filter(known -> known.matches(code))
            .findFirst()
            .filter(factors::take)
            .isPresent();
    if (accepted) {
      users.find(userId).ifPresent(user -> tell(user, MailTemplate.RECOVERY_CODE_USED));
    }
    return accepted;
  }

  private void admit(UUID userId, String address) {
    Duration wait = guard.admit(WHAT, userId.toString(), address);
    if (!wait.isZero()) {
      throw new TooManyAttemptsException(wait);
    }
  }

  private void right(UUID userId, String address) {
    guard.right(WHAT, userId.toString(), address);
  }

  private List<String> newCodes(UUID userId) {
    factors.removeCodes(userId);
    List<String> codes =
        Stream.generate(() -> RecoveryCode.create(random)).limit(RECOVERY_CODES).toList();
    codes.forEach(code -> factors.add(new RecoveryCode(userId, code, clock.instant())));
    return codes;
  }

  private User locked(Caller caller) {
    return users
        .findLocked(accounts.get(caller).id())
        .orElseThrow(() -> new AccessDeniedException("There is no such account any more."));
  }

  private byte[] secret(Totp totp) {
    return TotpCode.read(keys.open(PURPOSE, totp.sealedSecret()));
  }

  /** Apps show codes in two groups. */
  private static String digits(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String id(UUID userId) {
    return PublicId.format(IdKind.USER, userId);
  }
}
