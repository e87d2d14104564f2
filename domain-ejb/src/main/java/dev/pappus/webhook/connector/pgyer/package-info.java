/** The classic body that receivers of Pgyer webhooks read. */
@NullMarked
package dev.pappus.webhook.connector.pgyer;

import org.jspecify.annotations.NullMarked;
