package dev.pappus.rest.crash;

import dev.pappus.crash.CrashSubmission;
import dev.pappus.rest.json.Ids;
import dev.pappus.rest.json.LargeBody;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A crash, as an app tells it. */
@LargeBody
@Schema(name = "CrashRequest")
public record CrashRequest(
    @Schema(
            required = true,
            description = "A stack trace or a whole log, at most 10 MiB",
            examples = "java.lang.IllegalStateException: no network\n\tat org.example.Main.run")
        @Nullable String stacktrace,
    @Schema(examples = "java.lang.IllegalStateException") @Nullable String exceptionType,
    @Schema(description = "Of the app", examples = "2.4") @Nullable String version,
    @Schema(description = "Of the app", examples = "139") @Nullable String versionCode,
    @Schema(type = SchemaType.OBJECT, description = "Any members, at most 20,000 characters")
        @Nullable JsonObject device,
    @Nullable Instant occurredAt) {

  /** What the body does not say, the query may. */
  CrashSubmission toSubmission(@Nullable String queryVersion, @Nullable String queryVersionCode) {
    return CrashSubmission.checked(
        stacktrace,
        exceptionType,
        Ids.given(version).orElse(queryVersion),
        Ids.given(versionCode).orElse(queryVersionCode),
        device,
        occurredAt);
  }
}
