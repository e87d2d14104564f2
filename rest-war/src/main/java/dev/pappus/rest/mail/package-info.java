/** The outbox: what was sent, what waits and why. */
@NullMarked
package dev.pappus.rest.mail;

import org.jspecify.annotations.NullMarked;
