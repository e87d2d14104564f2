package dev.pappus.delivery;

/**
 * What a lane's last results mean for people, still to be told and done: a row, so that a node that
 * dies in between leaves it to the next.
 */
public enum LaneNews {
  /** The endpoint said for good that it wants no more: switch its webhook off. */
  GONE,
  /** It has failed for {@code pappus.delivery.switch-off-after}: switch its webhook off. */
  EXHAUSTED,
  /** It has failed for {@code pappus.delivery.told-after}: tell its owner. */
  FAILING,
  /** It answers again after its owner was told of trouble. */
  RECOVERED;

  /** Whether nothing may be sent any more. */
  boolean switchesOff() {
    return this == GONE || this == EXHAUSTED;
  }
}
