/** Who may do what: teams, their people, API tokens, permissions. */
@NullMarked
package dev.pappus.account;

import org.jspecify.annotations.NullMarked;
