package dev.pappus.app;

import dev.pappus.account.PasswordHasher;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Sets a channel's access rule; a password rule without a password cannot come about. */
@ApplicationScoped
public class ChannelAccess {
  private static final int MAX_PASSWORD_LENGTH = 100;

  @Inject PasswordHasher hasher;

  /**
   * @param access null keeps the rule
   * @param password null keeps the password where there is one
   * @throws InvalidFieldException if a password is needed and absent, or given and not needed
   */
  public void apply(Channel channel, @Nullable AccessRule access, @Nullable String password) {
    AccessRule wished = access == null ? channel.access() : access;
    if (wished != AccessRule.PASSWORD) {
      if (password != null && !password.isEmpty()) {
        throw new InvalidFieldException("password", "only with access=password");
      }
      if (wished == AccessRule.PUBLIC) {
        channel.makePublic();
      } else {
        channel.restrictToMembers();
      }
    } else if (password != null) {
      String text = TextRules.required("password", password, MAX_PASSWORD_LENGTH);
      channel.protectBy(hasher.hash(text));
    } else if (channel.passwordHash() == null) {
      throw new InvalidFieldException("password", "is needed with access=password");
    }
  }
}
