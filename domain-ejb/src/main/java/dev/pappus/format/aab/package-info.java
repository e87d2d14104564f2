/**
 * Android App Bundles (AAB): what is sent to a store, which makes packages for devices of it.
 *
 * <p>Manifest and resource table are protobuf messages (AOSP {@code aapt2/Resources.proto}, {@code
 * aapt2/Configuration.proto}), read by our own small reader; see the decision record on readers of
 * bundles.
 */
@NullMarked
package dev.pappus.format.aab;

import org.jspecify.annotations.NullMarked;
