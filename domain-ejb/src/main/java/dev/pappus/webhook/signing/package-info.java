/** Signatures by Standard Webhooks 1.0 and the secrets they are made with. */
@NullMarked
package dev.pappus.webhook.signing;

import org.jspecify.annotations.NullMarked;
