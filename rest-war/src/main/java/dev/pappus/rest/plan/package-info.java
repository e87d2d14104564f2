/** A team's plan, and payments. */
@NullMarked
package dev.pappus.rest.plan;

import org.jspecify.annotations.NullMarked;
