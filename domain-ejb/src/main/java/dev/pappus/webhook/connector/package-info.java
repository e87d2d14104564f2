/**
 * What body a webhook gets and how its receiver's answer is read: the port, its values and the
 * catalogue of all connectors.
 */
@NullMarked
package dev.pappus.webhook.connector;

import org.jspecify.annotations.NullMarked;
