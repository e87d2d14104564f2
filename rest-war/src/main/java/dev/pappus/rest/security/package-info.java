/**
 * Finds out who is calling before a body is read: by an API token, or by an app's ingest key where
 * an app in the field may report. What the caller may do is the use cases' matter.
 */
@NullMarked
package dev.pappus.rest.security;

import org.jspecify.annotations.NullMarked;
