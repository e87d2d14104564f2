package dev.pappus.format;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A build that a tester is about to install, with the addresses a device can reach.
 *
 * @param name the app's name as it is shown
 * @param bundleId as in {@link PackageFacts}
 * @param version as in {@link PackageFacts}, or the version code where there is none
 * @param packageUrl where the package's bytes are
 * @param manifestUrl where {@link PackageFormat#manifest} is served; iOS accepts https only
 * @param iconUrl a PNG, or null if there is none
 */
public record InstallSubject(
    String name,
    String bundleId,
    String version,
    URI packageUrl,
    URI manifestUrl,
    @Nullable URI iconUrl) {}
