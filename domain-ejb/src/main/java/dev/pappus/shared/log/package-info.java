/** One log line per unit of work: a constant name and key=value fields. */
@NullMarked
package dev.pappus.shared.log;

import org.jspecify.annotations.NullMarked;
