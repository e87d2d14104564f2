package dev.pappus.account;

import java.time.Duration;

/** What became of an attempt to sign in. */
public sealed interface SignInAnswer {

  /** In. */
  record Welcome(SessionKey session) implements SignInAnswer {}

  /** The password was right; now the second factor is asked for. */
  record CodeNeeded(SessionKey session) implements SignInAnswer {}

  /** Address or password is wrong; which of them stays untold. */
  record Wrong() implements SignInAnswer {}

  /** The password was right, and the account is suspended. */
  record Suspended() implements SignInAnswer {}

  /** Nothing was looked at: too many attempts went before. */
  record TooSoon(Duration left) implements SignInAnswer {}
}
