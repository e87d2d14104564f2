/** Webhooks in the API. */
@NullMarked
package dev.pappus.rest.webhook;

import org.jspecify.annotations.NullMarked;
