/** An app and its channels: identity, slug, access rule, ingest key. */
@NullMarked
package dev.pappus.app;

import org.jspecify.annotations.NullMarked;
