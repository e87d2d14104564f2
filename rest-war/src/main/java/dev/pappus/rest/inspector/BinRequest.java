package dev.pappus.rest.inspector;

import dev.pappus.inspector.BinContent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request bin to be made. */
@Schema(name = "BinRequest")
public record BinRequest(
    @Schema(required = true, description = "At most 100 characters", examples = "Try-out")
        @Nullable String name,
    @Schema(
            defaultValue = "200",
            description = "Statuses to answer with, in turn, 200 to 599; the last one stays",
            examples = "503,503,200")
        @Nullable String script,
    @Schema(defaultValue = "0", description = "Before each answer, at most 30000", examples = "0")
        @Nullable Integer delayMs,
    @Schema(
            defaultValue = "",
            description =
                "Body of each answer, at most 4096 characters; a JSON document goes out as"
                    + " application/json, all else as text/plain",
            examples = "{\"ok\": true}")
        @Nullable String answerBody) {

  BinContent.Draft toDraft() {
    return new BinContent.Draft(name, script, delayMs, answerBody);
  }
}
