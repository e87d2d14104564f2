package dev.pappus.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as somebody wants it.
 *
 * @param name at most 100 characters
 * @param scopes names of {@link TokenScope}
 * @param appId the only app it is for; null for the whole team
 * @param expiresAt null for the usual time, unless it is to last
 * @param lasting whether it never expires
 */
public record TokenDraft(
    @Nullable String name,
    @Nullable List<String> scopes,
    @Nullable UUID appId,
    @Nullable Instant expiresAt,
    boolean lasting) {}
