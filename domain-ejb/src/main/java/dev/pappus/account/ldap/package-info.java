/**
 * Passwords that are kept in an LDAP directory: the person is searched for, and then the password
 * tried. Nothing is written there.
 */
@NullMarked
package dev.pappus.account.ldap;

import org.jspecify.annotations.NullMarked;
