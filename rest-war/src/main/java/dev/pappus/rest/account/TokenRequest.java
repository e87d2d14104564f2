package dev.pappus.rest.account;

import dev.pappus.account.TokenDraft;
import dev.pappus.rest.json.Ids;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token as it is to be. */
@Schema(name = "TokenRequest")
public record TokenRequest(
    @Schema(required = true, maxLength = 100, examples = "Build server") @Nullable String name,
    @Schema(
            required = true,
            type = SchemaType.ARRAY,
            description =
                "One or more of `upload` (send builds, feedback and crash logs), `read` (see all that"
                    + " the user sees), `webhooks` (change webhooks and send deliveries again),"
                    + " `admin` (all that the user may)",
            examples = "[\"upload\"]")
        @Nullable List<String> scopes,
    @Schema(
            nullable = true,
            description = "The only app it opens; the whole team if it is left out",
            examples = "app_01kb0n6vd3e8s9t2w4x6y8z0ab")
        @Nullable String appId,
    @Schema(
            nullable = true,
            description = "In 365 days if it is left out",
            examples = "2027-12-31T00:00:00Z")
        @Nullable Instant expiresAt,
    @Schema(nullable = true, description = "True for a token that never expires")
        @Nullable Boolean lasting) {

  TokenDraft toDraft() {
    return new TokenDraft(
        name,
        scopes,
        appId == null ? null : Ids.app(appId),
        expiresAt,
        Boolean.TRUE.equals(lasting));
  }
}
