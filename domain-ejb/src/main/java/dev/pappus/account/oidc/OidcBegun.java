package dev.pappus.account.oidc;

import java.net.URI;

/**
 * A sign-in that was begun.
 *
 * @param url where the browser goes
 * @param attempt what it keeps meanwhile, signed
 */
public record OidcBegun(URI url, String attempt) {}
