/**
 * Signing in by OpenID Connect: the authorization code flow with PKCE, with any provider by its
 * discovery document. What people get here is not its matter; it ends with an {@link
 * dev.pappus.account.ExternalPerson}.
 */
@NullMarked
package dev.pappus.account.oidc;

import org.jspecify.annotations.NullMarked;
