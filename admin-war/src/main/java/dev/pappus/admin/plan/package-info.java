/** The team's plan in the console: what it has and may have, and what was paid. */
@NullMarked
package dev.pappus.admin.plan;

import org.jspecify.annotations.NullMarked;
