package dev.pappus.webhook.network;

import org.jspecify.annotations.Nullable;

/**
 * A network as somebody wants it opened, unchecked.
 *
 * @param network in CIDR notation, or one address
 * @param note why
 */
public record NetworkWish(@Nullable String network, @Nullable String note) {}
