/**
 * The second factor of an account: codes of an authenticator app by time (RFC 6238), and recovery
 * codes for who has lost it. {@code SecondFactor} is what pages call.
 */
@NullMarked
package dev.pappus.account.totp;

import org.jspecify.annotations.NullMarked;
