package dev.pappus.build;

import org.jspecify.annotations.Nullable;

/**
 * What a client says about an upload, as it said it; null where it said nothing.
 *
 * @param fileName the file's name, a path is cut off
 * @param channel name of the channel, made if absent; null for the default one
 * @param access public, password or invitation
 * @param password goes with access=password
 * @param name of a file that is no app for a device: needed unless the file tells it, and before
 *     what it tells; of no meaning with others
 * @param version as the name
 */
public record BuildDetails(
    String fileName,
    @Nullable String notes,
    @Nullable String channel,
    @Nullable String access,
    @Nullable String password,
    @Nullable String name,
    @Nullable String version) {}
