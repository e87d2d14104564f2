package dev.pappus.account;

import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom an OpenID provider or a directory vouches for, as it tells at a sign-in.
 *
 * @param issuer who vouches: an OpenID provider's issuer, or {@code ldap:} and a directory's base
 * @param subject its key of the person, which it gives to nobody else; 1 to 255 characters
 * @param email in lower case; "" if it tells none
 * @param emailVerified whether it knows that the person reads what is sent there
 * @param name "" if it tells none
 * @param groups that the person is in there, by their names; null if it does not tell
 */
public record ExternalPerson(
    String issuer,
    String subject,
    String email,
    boolean emailVerified,
    String name,
    @Nullable ImmutableSet<String> groups) {}
