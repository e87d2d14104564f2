package dev.pappus.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Signing in with an address and a password, the first step where there are two. */
@ApplicationScoped
public class SignIn {
  private static final String WHAT = "sign-in";

  @Inject Authenticator authenticator;
  @Inject AttemptGuard guard;

  /** The answer takes as long for an unknown address as for a wrong password. */
  public SignInAnswer withPassword(String email, String password, String address) {
    var wait = guard.admit(WHAT, email, address);
    if (!wait.isZero()) {
      return new SignInAnswer.TooSoon(wait);
    }
    Optional<User> found = authenticator.byPassword(email, password, address);
    if (found.isEmpty()) {
      return new SignInAnswer.Wrong();
    }
    guard.right(WHAT, email, address);
    User user = found.get();
    if (user.status() == UserStatus.SUSPENDED) {
      return new SignInAnswer.Suspended();
    }
    SessionKey session = SessionKey.of(user);
    return user.secondFactor()
        ? new SignInAnswer.CodeNeeded(session)
        : new SignInAnswer.Welcome(session);
  }
}
