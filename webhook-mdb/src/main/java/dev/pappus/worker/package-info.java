/** The only place that consumes the queue and sends webhooks over HTTP. */
@NullMarked
package dev.pappus.worker;

import org.jspecify.annotations.NullMarked;
