package dev.pappus.account;

/**
 * A token and whose it is. Public, since JPA calls only public constructors.
 *
 * @param email of the user that it acts for
 */
public record OwnedToken(ApiToken token, String email) {}
