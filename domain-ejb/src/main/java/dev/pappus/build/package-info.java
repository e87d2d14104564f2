/** One uploaded package of an app: taken in, inspected, published, removed. */
@NullMarked
package dev.pappus.build;

import org.jspecify.annotations.NullMarked;
