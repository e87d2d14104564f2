package dev.pappus.testflight;

import dev.pappus.account.AccessControl;
import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.Permission;
import dev.pappus.shared.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Who may use the hand-over: every use case of this feature asks here, so that what a team's plan
 * says of it has one place.
 */
@ApplicationScoped
public class TestFlightAccess {
  @Inject AccessControl accessControl;

  /**
   * @throws AccessDeniedException {@code forbidden}
   */
  void requireManagingKeys(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_INSTALLATION);
  }

  /**
   * @throws AccessDeniedException {@code forbidden}
   */
  void requireHandingOver(Caller caller) {
    accessControl.require(caller, Permission.MANAGE_APPS);
  }
}
