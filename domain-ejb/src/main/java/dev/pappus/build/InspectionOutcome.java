package dev.pappus.build;

import java.util.Map;

/**
 * What was the matter with builds that a job inspected.
 *
 * @param refused could not be read, and keep what was known of them
 * @param differing tell another identity than at their upload, and keep that one
 */
public record InspectionOutcome(long refused, long differing) {

  /** Of how often there was which problem. */
  static InspectionOutcome of(Map<String, Long> problems) {
    long all = problems.values().stream().mapToLong(Long::longValue).sum();
    long differing = problems.getOrDefault(InspectionProblem.OTHER_IDENTITY, 0L);
    return new InspectionOutcome(all - differing, differing);
  }

  /** In a sentence for each, "" if there is nothing to say. */
  String message() {
    String refusals =
        refused == 0 ? "" : "Could not be read and keep what was known of them: " + refused + ". ";
    String differences =
        differing == 0
            ? ""
            : "Tell another bundle id or version now and keep their own: " + differing + ".";
    return (refusals + differences).strip();
  }
}
