package dev.pappus.crash;

import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.text.TextRules;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a crashed app sends.
 *
 * @param text stack trace or whole crash log, not blank
 * @param exceptionType "" if not given
 * @param version of the app, "" if not given
 * @param versionCode of the app, "" if not given
 * @param device any members; at most 20,000 characters as JSON
 * @param occurredAt null if not given
 */
public record CrashSubmission(
    String text,
    String exceptionType,
    String version,
    String versionCode,
    JsonObject device,
    @Nullable Instant occurredAt) {
  /** Largest crash text, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 10 * 1024 * 1024;

  private static final int MAX_DEVICE_LENGTH = 20_000;
  private static final int MAX_VERSION_LENGTH = 255;
  private static final int MAX_TYPE_LENGTH = 500;

  /**
   * Checks what came; where it does not name the build, the log's own header lines do.
   *
   * @throws dev.pappus.shared.problem.DomainException {@code field-invalid}, {@code text-invalid}
   */
  public static CrashSubmission checked(
      @Nullable String text,
      @Nullable String exceptionType,
      @Nullable String version,
      @Nullable String versionCode,
      @Nullable JsonObject device,
      @Nullable Instant occurredAt) {
    String log = TextRules.optional("stacktrace", text, MAX_TEXT_BYTES);
    if (log.isBlank()) {
      throw new InvalidFieldException("stacktrace", "must not be empty");
    }
    JsonObject shown = device == null ? JsonObject.EMPTY_JSON_OBJECT : device;
    TextRules.optional("device", shown.toString(), MAX_DEVICE_LENGTH);
    CrashLogHeader header = CrashLogHeader.of(log);
    return new CrashSubmission(
        log,
        TextRules.optional("exceptionType", exceptionType, MAX_TYPE_LENGTH),
        TextRules.optional(
            "version",
            version == null || version.isEmpty() ? header.version() : version,
            MAX_VERSION_LENGTH),
        TextRules.optional(
            "versionCode",
            versionCode == null || versionCode.isEmpty() ? header.versionCode() : versionCode,
            MAX_VERSION_LENGTH),
        shown,
        occurredAt);
  }
}
