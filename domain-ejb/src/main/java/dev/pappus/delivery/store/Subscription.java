package dev.pappus.delivery.store;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * What the planner must know of a webhook.
 *
 * @param events wire names of the events it asks for
 * @param ordered whether it gets them one after the other
 */
public record Subscription(
    UUID webhookId,
    Set<String> events,
    boolean enabled,
    boolean ordered,
    String format,
    Locale language,
    ZoneId zone) {}
