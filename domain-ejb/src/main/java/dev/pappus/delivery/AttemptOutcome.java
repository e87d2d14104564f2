package dev.pappus.delivery;

/** What became of one HTTP call. */
public enum AttemptOutcome {
  DELIVERED,
  /** An HTTP status that is no success; redirects are one. */
  HTTP_ERROR,
  /** A 2xx whose body says no. */
  REJECTED,
  /** Not done within {@code pappus.delivery.attempt-timeout}, the body included. */
  TIMEOUT,
  /** No connection, or it broke before the answer was whole. */
  CONNECT,
  /** The endpoint's certificate or protocol is not acceptable. */
  TLS,
  /** The endpoint's name does not resolve. */
  DNS,
  /** The name leads to an address that may not be called. */
  ADDRESS_REFUSED,
  RESPONSE_TOO_LARGE,
  /** Our own side was in trouble: no attempt, nothing is counted, no row is written. */
  NOT_SENT
}
