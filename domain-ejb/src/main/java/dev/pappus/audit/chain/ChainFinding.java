package dev.pappus.audit.chain;

/**
 * Something that is not as it was sealed.
 *
 * @param sequence its place in the chain; 0 where it has none
 * @param detail in English, for people
 */
public record ChainFinding(Kind kind, long sequence, String detail) {

  /** What was found. */
  public enum Kind {
    /** An entry is not what was sealed. */
    CHANGED,
    /** A seal, or the mark that an entry waits for one, is there, its entry is not. */
    REMOVED,
    /** Seals are missing between two others. */
    SEALS_MISSING,
    /** A seal does not hold the hash of the one before it. */
    BROKEN,
    /** An entry has no seal and does not wait for one: not written by the application. */
    INSERTED,
    /** An entry claims to be much older than others that were sealed before it. */
    OUT_OF_TIME,
    /** The chain ends before its head, as the application or the given head knows it. */
    END_MISSING,
    /** Another hash than the head's, as the application or the given head knows it. */
    HEAD_DIFFERS,
    /** The chain's beginning is not where an entry of the chain says that it was cut. */
    BEGINNING_DIFFERS
  }

  @Override
  public String toString() {
    return kind + (sequence == 0 ? "" : " at " + sequence) + ": " + detail;
  }
}
