package dev.pappus.event;

import dev.pappus.shared.Platform;
import java.util.UUID;

/**
 * The app as it was when the event happened.
 *
 * @param installUrl its install page, absolute
 */
public record EventApp(
    UUID id, String name, Platform platform, String bundleId, String slug, String installUrl) {}
