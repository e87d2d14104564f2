package dev.pappus.account;

import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import java.util.UUID;

/**
 * A port: the apps of teams, as tokens, invitations and collaborators need them. Accounts lie below
 * apps and cannot ask themselves.
 */
public interface AppDirectory {

  /**
   * Makes sure that an app is there for the caller, and that it may do something with it.
   *
   * @return the app's name
   * @throws dev.pappus.shared.problem.DomainException {@code app-not-found}, {@code forbidden}
   */
  String require(Caller caller, Permission permission, UUID appId);

  /** An app's name; "" if it was deleted. */
  String nameOf(UUID appId);
}
