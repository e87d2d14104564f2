/** Installer packages of macOS, handed out as they are. */
@NullMarked
package dev.pappus.format.pkg;

import org.jspecify.annotations.NullMarked;
