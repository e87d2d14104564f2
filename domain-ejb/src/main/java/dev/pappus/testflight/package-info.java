/**
 * The hand-over of a build to Apple's TestFlight. A team stores its key for the App Store Connect
 * API ({@link dev.pappus.testflight.AppStoreKeyEditor}); {@link dev.pappus.testflight.HandOver}
 * starts a job that uploads the stored file as it is and waits until Apple has processed it. What
 * is said to Apple, and how, is in {@code apple}; nothing here signs, changes or submits an app.
 */
@NullMarked
package dev.pappus.testflight;

import org.jspecify.annotations.NullMarked;
