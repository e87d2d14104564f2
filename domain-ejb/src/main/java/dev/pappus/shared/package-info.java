/** What every feature may use: identifiers, problems, paging, time, log lines. Knows no feature. */
@NullMarked
package dev.pappus.shared;

import org.jspecify.annotations.NullMarked;
