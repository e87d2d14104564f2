/**
 * The networks that an administrator has opened to webhooks beside those of the setting: one list
 * for the whole installation. Every node keeps it in memory, and reads it anew with its heartbeat.
 */
@NullMarked
package dev.pappus.webhook.network;

import org.jspecify.annotations.NullMarked;
