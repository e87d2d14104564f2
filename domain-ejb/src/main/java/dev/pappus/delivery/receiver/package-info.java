/**
 * Links for the people behind an endpoint, who have no account: signed, expiring, revocable, they
 * show the deliveries of one webhook and nothing else.
 */
@NullMarked
package dev.pappus.delivery.receiver;

import org.jspecify.annotations.NullMarked;
