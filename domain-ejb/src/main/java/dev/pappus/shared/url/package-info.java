/** Links that leave the server. */
@NullMarked
package dev.pappus.shared.url;

import org.jspecify.annotations.NullMarked;
