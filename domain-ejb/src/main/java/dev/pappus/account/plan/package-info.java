/** What a team's people and the installation's administrators see of plans and do with them. */
@NullMarked
package dev.pappus.account.plan;

import org.jspecify.annotations.NullMarked;
