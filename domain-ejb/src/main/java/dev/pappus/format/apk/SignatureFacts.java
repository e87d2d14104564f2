package dev.pappus.format.apk;

import dev.pappus.format.FactText;
import dev.pappus.format.PackageFact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a package's signatures.
 *
 * @param present schemes of which the file holds a signature, whether it is right or wrong
 * @param verdict whether devices take it
 * @param schemes those that verify, on the lowest API level on which the package does
 * @param signers SHA-256 of the signers' certificates, hex digits; empty unless it verifies
 * @param verifiesFrom the API level from which it verifies where it does not on the lowest one that
 *     the package wants to run on; else null
 */
record SignatureFacts(
    List<String> present,
    Verdict verdict,
    List<String> schemes,
    List<String> signers,
    @Nullable Integer verifiesFrom) {

  enum Verdict {
    UNSIGNED,
    /** On every API level that the package wants to run on. */
    VERIFIES,
    INVALID,
    /** The check would take too much, or came to no end; says nothing against the package. */
    UNKNOWN
  }

  static SignatureFacts without(Verdict verdict, List<String> present) {
    return new SignatureFacts(present, verdict, List.of(), List.of(), null);
  }

  void addTo(Map<String, String> facts) {
    if (verdict == Verdict.UNKNOWN) {
      FactText.put(facts, PackageFact.SIGNED, "unknown");
    } else {
      FactText.put(
          facts, PackageFact.SIGNATURE_VERIFIES, Boolean.toString(verdict == Verdict.VERIFIES));
    }
    FactText.putList(facts, PackageFact.SIGNATURES_PRESENT, present);
    FactText.putList(facts, PackageFact.SIGNATURE_SCHEMES, schemes);
    FactText.putList(facts, PackageFact.SIGNERS, signers);
    if (verifiesFrom != null) {
      FactText.put(facts, PackageFact.SIGNATURE_VERIFIES_FROM_SDK, Integer.toString(verifiesFrom));
    }
  }
}
