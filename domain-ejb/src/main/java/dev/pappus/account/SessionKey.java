package dev.pappus.account;

import java.io.Serializable;
import java.util.UUID;

/**
 * Whose session it is, and under which generation of the account it was made.
 *
 * @param generation see {@link User#sessionGeneration()}
 */
public record SessionKey(UUID userId, long generation) implements Serializable {

  public static SessionKey of(User user) {
    return new SessionKey(user.id(), user.sessionGeneration());
  }
}
