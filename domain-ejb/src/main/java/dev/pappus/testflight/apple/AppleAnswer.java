package dev.pappus.testflight.apple;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a call.
 *
 * @param body an empty object where there is none, or none that can be read
 * @param retryAfter of the header {@code Retry-After}, null without one
 */
public record AppleAnswer(int status, JsonObject body, @Nullable Duration retryAfter) {}
