/** Which URLs and addresses a webhook may point at. One code for saving, testing and sending. */
@NullMarked
package dev.pappus.webhook.endpoint;

import org.jspecify.annotations.NullMarked;
