package dev.pappus.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * CDI event, fired inside the transaction of the change: deliveries are planned by its observers.
 *
 * @param teamId the app's team
 * @param message the event itself
 * @param onlyWebhookId for a test: the one webhook it is for; null for all that ask for it
 */
public record EventRecorded(UUID teamId, EventMessage message, @Nullable UUID onlyWebhookId) {}
