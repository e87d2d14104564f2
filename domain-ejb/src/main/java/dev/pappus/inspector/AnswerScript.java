package dev.pappus.inspector;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statuses that a bin answers with, in turn: {@code 503,503,200}. The last one stays.
 *
 * @param statuses final ones (RFC 9110 §15: 200 to 599), 1 to {@value #MAX_STEPS}
 */
public record AnswerScript(List<Integer> statuses) {
  static final int MAX_STEPS = 50;
  private static final int MAX_LENGTH = 400;
  private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

  /** 200 to everything. */
  public static final AnswerScript DEFAULT = new AnswerScript(List.of(200));

  public AnswerScript {
    statuses = List.copyOf(statuses);
  }

  /**
   * Reads what a person wrote; blanks around the commas do not count.
   *
   * @throws InvalidFieldException {@code field-invalid} if it is something else
   */
  public static AnswerScript parse(@Nullable String text) {
    String given = TextRules.required("script", text, MAX_LENGTH);
    List<Integer> statuses = new ArrayList<>();
    for (String part : given.split(",", -1)) {
      String status = part.strip();
      if (!STATUS.matcher(status).matches() || statuses.size() == MAX_STEPS) {
        throw new InvalidFieldException(
            "script",
            "1 to " + MAX_STEPS + " statuses from 200 to 599, separated by commas: 503,503,200");
      }
      statuses.add(Integer.valueOf(status));
    }
    return new AnswerScript(statuses);
  }

  /** The status of an answer, counted from 0. */
  int status(int step) {
    return statuses.get(Math.min(step, statuses.size() - 1));
  }

  @Override
  public String toString() {
    return statuses.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
