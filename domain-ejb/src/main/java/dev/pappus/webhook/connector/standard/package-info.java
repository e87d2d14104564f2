/** The body that Standard Webhooks recommends. */
@NullMarked
package dev.pappus.webhook.connector.standard;

import org.jspecify.annotations.NullMarked;
