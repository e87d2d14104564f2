package dev.pappus.rest.inspector;

import dev.pappus.inspector.BinContent;
import dev.pappus.rest.json.Change;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of a request bin is to change; a member that is absent stays as it is. */
@Change
@Schema(name = "BinChange")
public record BinChangeRequest(
    @Schema(examples = "Try-out") @Nullable String name,
    @Schema(description = "Begins anew when given", examples = "503,503,200")
        @Nullable String script,
    @Schema(examples = "2000") @Nullable Integer delayMs,
    @Schema(examples = "{\"ok\": true}") @Nullable String answerBody) {

  BinContent.Draft toDraft() {
    return new BinContent.Draft(name, script, delayMs, answerBody);
  }
}
