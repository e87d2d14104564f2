/** Real-name verification in the console: the team's form, and the queue of those who decide. */
@NullMarked
package dev.pappus.admin.verification;

import org.jspecify.annotations.NullMarked;
