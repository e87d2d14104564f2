package dev.pappus.delivery;

/** Whether an endpoint is called. */
public enum Circuit {
  CLOSED,
  /**
   * It failed too often in a row: nothing is sent until its time is over, then one delivery alone
   * is, as a probe.
   */
  OPEN
}
