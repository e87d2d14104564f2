package dev.pappus.webhook;

import java.util.UUID;

/**
 * CDI event, fired inside the transaction that changes or removes a webhook.
 *
 * @param fresh whether its endpoint's history no longer counts: a new URL, or switched on
 */
public record WebhookChanged(UUID webhookId, boolean fresh) {}
