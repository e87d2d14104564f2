package dev.pappus.account;

/** What a link in a message opens. */
public enum LinkPurpose {
  /** The choice of a new password. */
  RESET_PASSWORD
}
