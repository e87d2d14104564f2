package dev.pappus.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory of one, with one password. */
final class FakeDirectory implements PasswordDirectory {
  static final String PASSWORD = "a word of the directory";

  @Nullable ExternalPerson person;
  boolean down;
  int asked;

  @Override
  public boolean isOn() {
    return person != null || down;
  }

  @Override
  public Optional<ExternalPerson> find(String name, String password) {
    asked++;
    if (down) {
      throw ExternalSignInException.unavailable();
    }
    return Optional.ofNullable(person).filter(known -> password.equals(PASSWORD));
  }
}
