package dev.pappus.account;

import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.ProblemKind;

/**
 * The caller is known, and the account may not be used: 403 {@code account-under-review} or {@code
 * account-suspended}.
 */
public class AccountClosedException extends DomainException {

  private AccountClosedException(String code, String title, String detail) {
    super(ProblemKind.FORBIDDEN, code, title, detail);
  }

  static AccountClosedException underReview() {
    return new AccountClosedException(
        "account-under-review",
        "Account under review",
        "This account can not be used until an administrator has approved it.");
  }

  static AccountClosedException suspended() {
    return new AccountClosedException(
        "account-suspended",
        "Account suspended",
        "An administrator has suspended this account; ask one of this server.");
  }
}
