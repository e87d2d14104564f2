package dev.pappus.account.verification;

import java.util.Optional;

/**
 * An automatic judge of real names: a registry that can be asked. Found by CDI; the first that
 * knows an answer decides, and without one the submission waits for an administrator. Called
 * outside of transactions; one that fails or does not know leaves the decision to people.
 */
public interface RealNameVerifier {

  /**
   * Asks whether a number belongs to a name.
   *
   * @return empty if it cannot tell
   */
  Optional<Verdict> verify(String name, String number);

  /**
   * What it says.
   *
   * @param reason why not, safe to show, at most 500 characters; "" if it is approved
   */
  record Verdict(boolean approved, String reason) {}
}
