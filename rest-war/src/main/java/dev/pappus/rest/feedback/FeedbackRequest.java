package dev.pappus.rest.feedback;

import jakarta.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Feedback without screenshots. */
@Schema(name = "FeedbackRequest")
public record FeedbackRequest(
    @Schema(
            required = true,
            description = "At most 20,000 characters",
            examples = "The button on the second page does nothing.")
        @Nullable String message,
    @Schema(description = "How to reach the tester", examples = "tester@example.org")
        @Nullable String contact,
    @Schema(description = "Of the app", examples = "2.4") @Nullable String version,
    @Schema(description = "Of the app", examples = "139") @Nullable String versionCode,
    @Schema(type = SchemaType.OBJECT, description = "Any members, at most 20,000 characters")
        @Nullable JsonObject device) {}
