package dev.pappus.format;

/**
 * An app's icon as a plain PNG that we encoded ourselves, so that nothing of the package's own
 * bytes reaches a browser.
 *
 * @param png not to be changed
 * @param width in pixels, at most {@value IconReader#MAX_SIDE}
 * @param height as the width
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares icons, and a copy per reader is waste
public record IconImage(byte[] png, int width, int height) {}
