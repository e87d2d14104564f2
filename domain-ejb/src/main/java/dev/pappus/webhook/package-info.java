/**
 * Webhooks of an app or of a whole team: where events are sent, in which form, signed with what.
 * Knows nothing of deliveries.
 */
@NullMarked
package dev.pappus.webhook;

import org.jspecify.annotations.NullMarked;
