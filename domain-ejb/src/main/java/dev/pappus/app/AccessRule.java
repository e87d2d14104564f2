package dev.pappus.app;

import dev.pappus.shared.problem.InvalidFieldException;
import java.util.Locale;

/** Who may install from a channel. */
public enum AccessRule {
  /** Everybody who has the link. */
  PUBLIC,
  /** Everybody who knows the password. */
  PASSWORD,
  /** Members of the team who are signed in. */
  INVITATION;

  /** The name in our API, in lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws InvalidFieldException if it is none of the three
   */
  public static AccessRule ofWireName(String wireName) {
    for (AccessRule rule : values()) {
      if (rule.wireName().equals(wireName)) {
        return rule;
      }
    }
    throw new InvalidFieldException("access", "one of public, password, invitation");
  }
}
