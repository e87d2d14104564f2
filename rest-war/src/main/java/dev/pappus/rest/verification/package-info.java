/** Real-name verification: a team's own, and the queue of those who decide. */
@NullMarked
package dev.pappus.rest.verification;

import org.jspecify.annotations.NullMarked;
