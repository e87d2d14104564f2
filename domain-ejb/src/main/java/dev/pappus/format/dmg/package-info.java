/** Disk images of macOS, handed out as they are. */
@NullMarked
package dev.pappus.format.dmg;

import org.jspecify.annotations.NullMarked;
