package dev.pappus.rest.account;

import dev.pappus.account.ApiToken;
import dev.pappus.account.TokenScope;
import dev.pappus.rest.json.Ids;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API token, without what is secret of it. */
@Schema(name = "Token")
public record TokenResponse(
    @Schema(examples = "tok_01kb0n6vd3e8s9t2w4x6y8z0ab") String id,
    @Schema(examples = "Build server") String name,
    @Schema(description = "Of `upload`, `read`, `webhooks`, `admin`") List<String> scopes,
    @Schema(nullable = true, description = "The only app it opens; null for the whole team")
        @Nullable String appId,
    @Schema(description = "The user it acts for") String userId,
    Instant createdAt,
    @Schema(nullable = true, description = "Null if it never does") @Nullable Instant expiresAt,
    @Schema(nullable = true, description = "To about a minute; null if it never was")
        @Nullable Instant lastUsedAt,
    @Schema(
            nullable = true,
            description = "What a client sends: in the answer that makes it, and never again",
            examples = "pap_5d41402abc4b2a76b9719d911017c592a1b2c3d4e5f60718")
        @Nullable String token) {

  static TokenResponse of(ApiToken token, @Nullable String text) {
    return new TokenResponse(
        PublicId.format(IdKind.TOKEN, token.id()),
        token.name(),
        token.scopes().stream().map(TokenScope::wireName).toList(),
        Ids.orNull(IdKind.APP, token.appId()),
        PublicId.format(IdKind.USER, token.userId()),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        text);
  }
}
