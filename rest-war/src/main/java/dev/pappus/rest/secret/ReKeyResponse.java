package dev.pappus.rest.secret;

import dev.pappus.account.SecretKeyDesk;
import dev.pappus.rest.work.JobResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the secrets at rest stand. */
@Schema(name = "SecretKeys")
public record ReKeyResponse(
    @Schema(
            description = "Of the keys that are configured, the one in use first",
            examples = "[\"5f0c2a91\"]")
        List<String> keyIds,
    @Schema(
            description = "Rows that an earlier key has sealed, or one that is gone",
            examples = "0")
        long waiting,
    @Schema(nullable = true, description = "The last that sealed anew") @Nullable JobResponse job) {

  static ReKeyResponse of(SecretKeyDesk.State state) {
    return new ReKeyResponse(
        state.keyIds(), state.waiting(), state.job().map(JobResponse::of).orElse(null));
  }
}
