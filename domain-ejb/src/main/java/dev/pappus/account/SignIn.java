package dev.pappus.account;

import dev.pappus.shared.persistence.Conflict;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Signing in with an address and a password, the first step where there are two. Accounts of our
 * own go first; where there is a directory, it is asked about all others.
 */
@ApplicationScoped
public class SignIn {
  private static final String WHAT = "sign-in";

  @Inject Authenticator authenticator;
  @Inject AttemptGuard guard;
  @Inject KnownBrowser browsers;
  @Inject PasswordDirectory directory;
  @Inject ExternalSignIn externals;

  /**
   * The answer takes as long for an unknown address as for a wrong password.
   *
   * @param known what the browser has of {@link KnownBrowser}; "" if nothing
   * @throws ExternalSignInException see {@link ExternalSignIn#enter}; only to who knows the
   *     password, but for {@code sign-in-unavailable}
   * @throws dev.pappus.plan.PlanFeatureException {@code plan-feature}, to them too
   */
  public SignInAnswer withPassword(String email, String password, String address, String known) {
    Optional<String> browser = browsers.read(known, email);
    Duration wait =
        browser
            .map(one -> guard.admitKnown(WHAT, email, address, one))
            .orElseGet(() -> guard.admit(WHAT, email, address));
    if (!wait.isZero()) {
      return new SignInAnswer.TooSoon(wait);
    }
    Optional<User> found;
    try {
      found = authenticator.byPassword(email, password);
    } catch (UnavailableException notChecked) {
      browser.ifPresentOrElse(
          one -> guard.giveBackKnown(WHAT, one), () -> guard.giveBack(WHAT, email, address));
      throw notChecked;
    }
    if (found.isEmpty()) {
      return byDirectory(email, password, address, browser);
    }
    right(email, address, browser);
    User user = found.get();
    if (user.status() == UserStatus.SUSPENDED) {
      return new SignInAnswer.Suspended();
    }
    SessionKey session = SessionKey.of(user);
    return user.secondFactor()
        ? new SignInAnswer.CodeNeeded(session)
        : new SignInAnswer.Welcome(session);
  }

  private void right(String name, String address, Optional<String> browser) {
    browser.ifPresentOrElse(
        one -> guard.rightKnown(WHAT, one), () -> guard.right(WHAT, name, address));
  }

  private SignInAnswer byDirectory(
      String name, String password, String address, Optional<String> browser) {
    Optional<ExternalPerson> person =
        directory.isOn() ? directory.find(name, password) : Optional.empty();
    if (person.isEmpty()) {
      authenticator.noteWrongPassword(name, address);
      return new SignInAnswer.Wrong();
    }
    right(name, address, browser);
    return Conflict.retrying(() -> externals.enter(person.get(), address));
  }
}
