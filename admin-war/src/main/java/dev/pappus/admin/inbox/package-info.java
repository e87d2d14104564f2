/** What the server told the team. */
@NullMarked
package dev.pappus.admin.inbox;

import org.jspecify.annotations.NullMarked;
