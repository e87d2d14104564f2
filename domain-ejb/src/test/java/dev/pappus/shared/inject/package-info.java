/** Wires beans in tests that run without a container. */
@NullMarked
package dev.pappus.shared.inject;

import org.jspecify.annotations.NullMarked;
