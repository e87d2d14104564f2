/** Accounts, teams, their members, invitations, collaborators of apps, and API tokens. */
@NullMarked
package dev.pappus.admin.account;

import org.jspecify.annotations.NullMarked;
