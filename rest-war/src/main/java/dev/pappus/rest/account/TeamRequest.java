package dev.pappus.rest.account;

import dev.pappus.account.TeamDraft;
import dev.pappus.rest.json.Change;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A team as it is to be; a member that is absent stays as it is, or as usual for a new one. */
@Change
@Schema(name = "TeamRequest")
public record TeamRequest(
    @Schema(description = "Needed for a new team", maxLength = 100, examples = "Mobile")
        @Nullable String name,
    @Schema(
            description = "`en` for a new team unless it is given",
            enumeration = {"en", "zh-CN"})
        @Nullable String language,
    @Schema(description = "A name of the IANA list", examples = "Asia/Shanghai")
        @Nullable String timeZone) {

  TeamDraft toDraft() {
    return new TeamDraft(name, language, timeZone);
  }
}
