/**
 * Installing: which build a link offers, who may have it, what a device must open. Answers the same
 * question of access for page, manifest, icon, QR code and package; knows nothing of HTTP.
 */
@NullMarked
package dev.pappus.install;

import org.jspecify.annotations.NullMarked;
