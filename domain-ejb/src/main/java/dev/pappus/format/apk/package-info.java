/**
 * Android packages (APK): the binary manifest and the resource table.
 *
 * <p>Both are read by our own small readers over the bytes, which allocate nothing that the file
 * only claims; see the decision record on package parsers.
 */
@NullMarked
package dev.pappus.format.apk;

import org.jspecify.annotations.NullMarked;
