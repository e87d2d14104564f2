/** Secrets at rest: the installation's key, sealed texts, and signed short texts. */
@NullMarked
package dev.pappus.secret;

import org.jspecify.annotations.NullMarked;
