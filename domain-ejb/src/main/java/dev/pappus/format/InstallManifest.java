package dev.pappus.format;

/**
 * What the platform's installer reads first.
 *
 * @param mediaType to serve it with, without a charset
 * @param body to be sent as UTF-8; values in it are escaped already
 */
public record InstallManifest(String mediaType, String body) {}
