/**
 * What happened to an app: recorded once, in the transaction of the change, as neutral JSON. Knows
 * its subjects by key only, and nothing of webhooks.
 */
@NullMarked
package dev.pappus.event;

import org.jspecify.annotations.NullMarked;
