package dev.pappus.rest.audit;

import dev.pappus.account.AuditReader.ChainStand;
import dev.pappus.audit.chain.AuditChain;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the chain of seals stands. */
@Schema(name = "AuditChain")
public record AuditChainResponse(
    @Schema(description = "Place of the newest seal; 0 for none", examples = "1042") long sequence,
    @Schema(
            description = "Its hash; with its place it is a head to verify by later",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String hash,
    @Schema(description = "Place of the last seal that retention has removed; 0 for none")
        long cutAfter,
    @Schema(description = "Entries that wait for their seal") long unsealed) {

  static AuditChainResponse of(ChainStand stand) {
    AuditChain chain = stand.chain();
    return new AuditChainResponse(
        chain.headSequence(), chain.headHash(), chain.anchorSequence(), stand.unsealed());
  }
}
