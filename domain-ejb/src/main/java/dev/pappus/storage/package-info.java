/**
 * Bytes that people gave us: staged first, kept when they are good, kept once however often they
 * come.
 */
@NullMarked
package dev.pappus.storage;

import org.jspecify.annotations.NullMarked;
