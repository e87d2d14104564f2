package dev.pappus.feedback;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tester sends.
 *
 * @param message 1 to 20,000 characters
 * @param contact how to reach the tester, "" if not given
 * @param version of the app, "" if not given
 * @param versionCode of the app, "" if not given
 * @param device any members; at most 20,000 characters as JSON
 * @param screenshots at most 5
 */
public record FeedbackReport(
    String message,
    String contact,
    String version,
    String versionCode,
    JsonObject device,
    List<Screenshot> screenshots) {
  /** Most pictures that one report may bring. */
  public static final int MAX_SCREENSHOTS = 5;

  /** Largest picture, in bytes. */
  public static final long MAX_SCREENSHOT_BYTES = 10L * 1024 * 1024;

  private static final int MAX_TEXT_LENGTH = 20_000;
  private static final int MAX_CONTACT_LENGTH = 254;
  private static final int MAX_VERSION_LENGTH = 255;

  /**
   * Checks what came.
   *
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code text-invalid}
   */
  public static FeedbackReport checked(
      @Nullable String message,
      @Nullable String contact,
      @Nullable String version,
      @Nullable String versionCode,
      @Nullable JsonObject device,
      List<Screenshot> screenshots) {
    if (screenshots.size() > MAX_SCREENSHOTS) {
      throw new InvalidFieldException("screenshot", "at most " + MAX_SCREENSHOTS + " pictures");
    }
    JsonObject shown = device == null ? JsonObject.EMPTY_JSON_OBJECT : device;
    TextRules.optional("device", shown.toString(), MAX_TEXT_LENGTH);
    return new FeedbackReport(
        TextRules.required("message", message, MAX_TEXT_LENGTH),
        TextRules.optional("contact", contact, MAX_CONTACT_LENGTH),
        TextRules.optional("version", version, MAX_VERSION_LENGTH),
        TextRules.optional("versionCode", versionCode, MAX_VERSION_LENGTH),
        shown,
        List.copyOf(screenshots));
  }
}
