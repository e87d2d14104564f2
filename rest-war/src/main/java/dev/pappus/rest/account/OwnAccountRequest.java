package dev.pappus.rest.account;

import dev.pappus.rest.json.Change;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of one's own account is to change; a member that is absent stays as it is. */
@Change
@Schema(name = "OwnAccountChange")
public record OwnAccountRequest(
    @Schema(examples = "Ada") @Size(min = 1, max = 100) @Nullable String name,
    @Schema(description = "Of the console; empty for the browser's", examples = "zh-CN")
        @Size(max = 35)
        @Nullable String language,
    @Schema(
            description = "Of times, a name of the IANA list; empty for the team's",
            examples = "Asia/Shanghai")
        @Size(max = 64)
        @Nullable String timeZone) {}
