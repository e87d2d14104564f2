/**
 * The App Store Connect API, as far as an upload needs it, by its public description at {@code
 * developer.apple.com/documentation/appstoreconnectapi}. Knows nothing of builds, teams or the
 * database.
 */
@NullMarked
package dev.pappus.testflight.apple;

import org.jspecify.annotations.NullMarked;
