/** CloudEvents, for receivers that route events of many kinds of systems. */
@NullMarked
package dev.pappus.webhook.connector.cloudevents;

import org.jspecify.annotations.NullMarked;
