package dev.pappus.account;

import java.util.Locale;

/**
 * What somebody typed who wants an account, after it was checked.
 *
 * @param email in lower case
 * @param language of the messages
 */
public record RegistrationDraft(String email, String name, String password, Locale language) {}
