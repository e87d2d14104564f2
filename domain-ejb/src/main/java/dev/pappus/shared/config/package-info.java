/** Settings that more than one feature needs. */
@NullMarked
package dev.pappus.shared.config;

import org.jspecify.annotations.NullMarked;
