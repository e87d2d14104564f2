/** Lists, newest first, in pages that follow a cursor. */
@NullMarked
package dev.pappus.shared.page;

import org.jspecify.annotations.NullMarked;
