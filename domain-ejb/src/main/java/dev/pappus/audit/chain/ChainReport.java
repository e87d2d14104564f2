package dev.pappus.audit.chain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification has found.
 *
 * @param after the chain was looked at from behind this place
 * @param sequence up to this one
 * @param hash the hash there
 * @param findings the first {@value ChainVerifier#MAX_FINDINGS} of them
 * @param found how many there are
 * @param unsealed how many entries wait for their seal
 * @param unsealedSince when the oldest of those was written; null for none
 */
public record ChainReport(
    long after,
    long sequence,
    String hash,
    List<ChainFinding> findings,
    long found,
    long unsealed,
    @Nullable Instant unsealedSince) {

  public ChainReport {
    findings = List.copyOf(findings);
  }

  /** Where it ended, and what of the audit the chain does not hold yet. */
  public String tail() {
    String waiting =
        unsealedSince == null
            ? "No entry waits for its seal."
            : "Entries that wait for their seal: " + unsealed + ", since " + unsealedSince + ".";
    return "Head " + sequence + ":" + hash + ". " + waiting;
  }
}
