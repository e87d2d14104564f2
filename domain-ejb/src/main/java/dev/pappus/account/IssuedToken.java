package dev.pappus.account;

/**
 * A new token.
 *
 * @param text what a client sends; stored nowhere, so it is seen this once
 */
public record IssuedToken(ApiToken token, String text) {}
