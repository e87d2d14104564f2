package dev.pappus.app;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants changed; null leaves as is.
 *
 * @param access rule of the default channel
 * @param password of the default channel; needed where the rule becomes {@link AccessRule#PASSWORD}
 */
public record AppChange(
    @Nullable String name,
    @Nullable String slug,
    @Nullable AccessRule access,
    @Nullable String password) {}
