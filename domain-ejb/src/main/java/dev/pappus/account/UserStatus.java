package dev.pappus.account;

/** Whether somebody may use an account. */
public enum UserStatus {
  /** It waits for an administrator's approval: one can sign in and read the help. */
  UNDER_REVIEW,
  ACTIVE,
  /** An administrator has closed it: nobody gets in. */
  SUSPENDED
}
