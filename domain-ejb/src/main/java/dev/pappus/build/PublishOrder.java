package dev.pappus.build;

import dev.pappus.app.AccessRule;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an upload is to be published.
 *
 * @param id the build's key
 * @param channel name of the channel; null for the default one
 * @param access the channel's rule from now on; null keeps it
 * @param password goes with {@link AccessRule#PASSWORD}
 */
record PublishOrder(
    UUID id,
    String notes,
    @Nullable String channel,
    @Nullable AccessRule access,
    @Nullable String password) {}
