/**
 * HarmonyOS packages: the module ({@code .hap}) and the bundle of modules ({@code .app}).
 *
 * <p>Their descriptions are JSON, read under limits of size and depth; labels and icons are
 * references into {@code resources.index}, for which there is no library.
 */
@NullMarked
package dev.pappus.format.hap;

import org.jspecify.annotations.NullMarked;
