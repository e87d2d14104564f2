/** App packages of Windows, handed out as they are. */
@NullMarked
package dev.pappus.format.msix;

import org.jspecify.annotations.NullMarked;
