package dev.pappus.account;

import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * Decides what a caller may do. The one place: the servers' own role checks do not see our roles
 * alike.
 */
@ApplicationScoped
public class AccessControl {

  /**
   * @throws AccessDeniedException {@code forbidden} if the caller's role does not allow it
   */
  public void require(Caller caller, Permission permission) {
    if (!Role.valueOf(caller.role()).allows(permission)) {
      throw new AccessDeniedException(
          "This needs the permission " + permission.name().toLowerCase(Locale.ROOT) + ".");
    }
  }
}
