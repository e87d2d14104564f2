package dev.pappus.review;

import dev.pappus.shared.problem.InvalidFieldException;
import java.util.Arrays;
import java.util.Locale;

/** How an installation stands to a build. */
public enum ReviewState {
  /** Testers may have it: an administrator said so, or nobody had to. */
  APPROVED,
  /** An administrator has to decide. */
  WAITING,
  /** Testers may not have it. */
  REJECTED;

  /** As the API has it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param field where it stands, for the refusal
   * @throws InvalidFieldException {@code field-invalid}
   */
  public static ReviewState ofWireName(String field, String text) {
    return Arrays.stream(values())
        .filter(state -> state.wireName().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new InvalidFieldException(field, "must be approved, waiting or rejected"));
  }
}
