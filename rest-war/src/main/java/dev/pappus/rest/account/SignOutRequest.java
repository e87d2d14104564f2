package dev.pappus.rest.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which sessions are to end. */
@Schema(name = "SignOutRequest")
public record SignOutRequest(
    @Schema(
            required = true,
            description = "The id of one, or `all`",
            examples = "ses_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String session) {}
