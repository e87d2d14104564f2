package dev.pappus.account;

import java.util.Optional;

/** Where the passwords are that are not ours. */
public interface PasswordDirectory {

  /** Whether there is one. */
  boolean isOn();

  /**
   * The person with a name and a password there. Takes as long for an unknown name as for a wrong
   * password.
   *
   * @param name as it was typed: an address, or what people are called there
   * @return empty if name or password is wrong; which of them stays untold
   * @throws ExternalSignInException {@code sign-in-unavailable}
   */
  Optional<ExternalPerson> find(String name, String password);
}
