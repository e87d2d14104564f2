package dev.pappus.admin.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.CustomFormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;

/**
 * Sign-in by a form of our own. A redirect, not a forward: a forward makes the bean container warn
 * of a conversation at each sign-in.
 */
@CustomFormAuthenticationMechanismDefinition(
    loginToContinue =
        @LoginToContinue(
            loginPage = SignInFilter.SIGN_IN + "?continue=true",
            errorPage = SignInFilter.SIGN_IN,
            useForwardToLogin = false))
@ApplicationScoped
public class ConsoleSecurity {}
