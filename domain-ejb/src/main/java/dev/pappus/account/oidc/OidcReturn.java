package dev.pappus.account.oidc;

import org.jspecify.annotations.Nullable;

/**
 * What the browser brings back, nothing of it believed yet.
 *
 * @param attempt what it kept meanwhile
 * @param issuer RFC 9207; null from most providers
 * @param error null if the provider says yes
 */
public record OidcReturn(
    @Nullable String attempt,
    @Nullable String state,
    @Nullable String code,
    @Nullable String issuer,
    @Nullable String error) {}
