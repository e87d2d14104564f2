/**
 * Reads uploaded packages: what app it is, which version, what it needs, its icon.
 *
 * <p>{@link dev.pappus.format.PackageInspector} asks every {@link dev.pappus.format.PackageFormat},
 * found by CDI; all reading goes through {@link dev.pappus.format.PackageFile}, which holds the
 * limits. What no device's installer takes (disk images, programs of desktop systems) has formats
 * as well, so that its kind is known and a cut file is not handed out. Knows nothing of apps,
 * builds or storage, and formats do not know each other.
 */
@NullMarked
package dev.pappus.format;

import org.jspecify.annotations.NullMarked;
