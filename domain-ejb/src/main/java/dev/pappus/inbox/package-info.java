/**
 * What the server tells a team on its own account: an endpoint that fails, one that is well again.
 */
@NullMarked
package dev.pappus.inbox;

import org.jspecify.annotations.NullMarked;
