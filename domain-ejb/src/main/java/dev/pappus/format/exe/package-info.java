/** Programs of Windows, handed out as they are. */
@NullMarked
package dev.pappus.format.exe;

import org.jspecify.annotations.NullMarked;
