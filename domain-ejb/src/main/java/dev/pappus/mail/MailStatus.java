package dev.pappus.mail;

/** Where a message stands. WAITING leads to SENT or FAILED; FAILED may be put back to WAITING. */
public enum MailStatus {
  /** To be sent at its time; where there is no mail server, to be read in the outbox. */
  WAITING,
  /** A mail server has taken it. */
  SENT,
  /** Refused for good, or tried for too long. */
  FAILED
}
