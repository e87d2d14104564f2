package dev.pappus.inspector;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a bin, checked and complete.
 *
 * @param delay before each answer, 0 to {@link #MAX_DELAY}
 * @param answerBody at most {@value #MAX_BODY} characters, "" for none
 */
public record BinContent(String name, AnswerScript script, Duration delay, String answerBody) {
  /** Longer than any receiver's patience that we know of, and twice our own attempt time-out. */
  public static final Duration MAX_DELAY = Duration.ofSeconds(30);

  /** Small enough that a server takes the whole answer at once. */
  static final int MAX_BODY = 4096;

  private static final int MAX_NAME = 100;

  /**
   * What somebody wishes, unchecked; null where nothing was said.
   *
   * @param delayMs milliseconds
   */
  public record Draft(
      @Nullable String name,
      @Nullable String script,
      @Nullable Integer delayMs,
      @Nullable String answerBody) {}

  /**
   * A new bin's; only the name has no default.
   *
   * @throws InvalidFieldException {@code field-invalid}
   * @throws dev.pappus.shared.text.InvalidTextException {@code text-invalid}
   */
  static BinContent of(Draft draft) {
    return new BinContent("", AnswerScript.DEFAULT, Duration.ZERO, "")
        .with(
            new Draft(orEmpty(draft.name()), draft.script(), draft.delayMs(), draft.answerBody()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  static BinContent of(RequestBin bin) {
    return new BinContent(bin.name(), bin.script(), bin.delay(), bin.answerBody());
  }

  /** This with what a draft says; refusals as {@link #of(Draft)}. */
  BinContent with(Draft draft) {
    return new BinContent(
        draft.name() == null ? name : TextRules.required("name", draft.name(), MAX_NAME),
        draft.script() == null ? script : AnswerScript.parse(draft.script()),
        draft.delayMs() == null ? delay : delay(draft.delayMs()),
        draft.answerBody() == null
            ? answerBody
            : TextRules.optional("answerBody", draft.answerBody(), MAX_BODY));
  }

  private static Duration delay(int millis) {
    if (millis < 0 || millis > MAX_DELAY.toMillis()) {
      throw new InvalidFieldException("delayMs", "must be from 0 to " + MAX_DELAY.toMillis());
    }
    return Duration.ofMillis(millis);
  }

  /** For the audit. */
  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("script", script.toString())
        .add("delayMs", delay.toMillis())
        .add("answerBody", answerBody)
        .build();
  }
}
