/** Apps of macOS in a zip archive, handed out as they are. */
@NullMarked
package dev.pappus.format.macos;

import org.jspecify.annotations.NullMarked;
