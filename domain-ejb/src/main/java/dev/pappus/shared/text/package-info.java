/** What text we accept from outside. */
@NullMarked
package dev.pappus.shared.text;

import org.jspecify.annotations.NullMarked;
