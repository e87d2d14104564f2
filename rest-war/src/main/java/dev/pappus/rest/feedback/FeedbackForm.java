package dev.pappus.rest.feedback;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of feedback sent as a form. */
@Schema(name = "FeedbackForm")
public record FeedbackForm(
    @Schema(required = true, description = "At most 20,000 characters") @Nullable String message,
    @Schema(description = "How to reach the tester") @Nullable String contact,
    @Schema(description = "Of the app") @Nullable String version,
    @Schema(description = "Of the app") @Nullable String versionCode,
    @Schema(description = "A JSON object as text") @Nullable String device,
    @Schema(
            type = SchemaType.ARRAY,
            implementation = String.class,
            format = "binary",
            description = "Up to five PNG, JPEG, GIF or WebP pictures of up to 10 MiB")
        List<String> screenshot) {

  /** The field that is a picture; may come several times. */
  static final String SCREENSHOT = "screenshot";

  /** The fields that are texts. */
  static final Set<String> TEXTS = Set.of("message", "contact", "version", "versionCode", "device");
}
