package dev.pappus.build;

import dev.pappus.format.PackageFacts;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a build's package again: exactly one of the two is set.
 *
 * @param problem as {@link Build#inspectionProblem()}
 */
public record BuildReading(@Nullable PackageFacts facts, @Nullable String problem) {

  static BuildReading of(PackageFacts facts) {
    return new BuildReading(facts, null);
  }

  static BuildReading failed(String problem) {
    return new BuildReading(null, problem);
  }
}
