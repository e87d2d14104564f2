package dev.pappus.testflight.apple;

/**
 * A version in Apple's words.
 *
 * @param shortVersion {@code CFBundleShortVersionString}: "2.4"
 * @param bundleVersion {@code CFBundleVersion}: "417"
 */
public record AppleVersion(String shortVersion, String bundleVersion) {}
