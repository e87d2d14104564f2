package dev.pappus.webhook;

import java.util.UUID;

/** CDI event, fired inside the transaction that makes a webhook: its lane is made with it. */
public record WebhookRegistered(UUID webhookId) {}
