/**
 * Hands out kept bytes over HTTP: conditional requests and single ranges, the same for the API and
 * the install pages. Knows nothing of who may have them: its callers ask first.
 */
@NullMarked
package dev.pappus.rest.download;

import org.jspecify.annotations.NullMarked;
