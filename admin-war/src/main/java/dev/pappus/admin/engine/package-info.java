/** How deliveries stand, for the operator. */
@NullMarked
package dev.pappus.admin.engine;

import org.jspecify.annotations.NullMarked;
