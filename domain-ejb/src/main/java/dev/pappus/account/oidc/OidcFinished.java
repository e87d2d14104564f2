package dev.pappus.account.oidc;

import dev.pappus.account.ExternalPerson;

/**
 * A sign-in that has ended well at the provider.
 *
 * @param next where the person wanted to go; "" for the first page
 * @param idToken to be shown to the provider at the sign-out
 */
public record OidcFinished(ExternalPerson person, String next, String idToken) {}
