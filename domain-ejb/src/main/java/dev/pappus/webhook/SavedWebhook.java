package dev.pappus.webhook;

import dev.pappus.webhook.signing.SigningSecret;
import java.util.Optional;

/**
 * A webhook as it was just saved.
 *
 * @param secret the signing secret, to be shown this once: only on creation and rotation
 * @param warning why nothing may arrive for now, one sentence: its host does not resolve
 */
public record SavedWebhook(
    Webhook webhook, Optional<SigningSecret> secret, Optional<String> warning) {}
