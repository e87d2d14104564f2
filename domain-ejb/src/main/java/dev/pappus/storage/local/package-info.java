/** Files in a local directory. */
@NullMarked
package dev.pappus.storage.local;

import org.jspecify.annotations.NullMarked;
