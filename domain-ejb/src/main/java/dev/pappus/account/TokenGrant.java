package dev.pappus.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token is for.
 *
 * @param name what people call it
 * @param scopes at least one
 * @param appId the only app it opens; null for the whole team
 * @param expiresAt null if it lasts
 */
public record TokenGrant(
    String name, Set<TokenScope> scopes, @Nullable UUID appId, @Nullable Instant expiresAt) {}
