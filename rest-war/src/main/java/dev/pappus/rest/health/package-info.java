/** Tells load balancers and operators whether this node can work. */
@NullMarked
package dev.pappus.rest.health;

import org.jspecify.annotations.NullMarked;
