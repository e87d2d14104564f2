package dev.pappus.build;

import dev.pappus.app.App;
import dev.pappus.format.PackageFacts;
import org.jspecify.annotations.Nullable;

/**
 * What a package would become, were it uploaded.
 *
 * @param installable whether a device can install it from an install page
 * @param sha256 64 lower-case hex digits
 * @param existingApp the team's app that it would become a build of; null if it would be a new one
 */
public record InspectedPackage(
    PackageFacts facts,
    boolean installable,
    long sizeBytes,
    String sha256,
    @Nullable App existingApp) {}
