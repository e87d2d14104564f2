/**
 * JSON in and out, the same on every server: the records of this module are read and written here
 * and not by the servers' own providers. Limits, wrong types and texts that nothing could store are
 * refused while reading.
 */
@NullMarked
package dev.pappus.rest.json;

import org.jspecify.annotations.NullMarked;
