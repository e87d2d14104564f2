/** Teams, their members, invitations, collaborators of apps, and API tokens. */
@NullMarked
package dev.pappus.rest.account;

import org.jspecify.annotations.NullMarked;
