package dev.pappus.event;

/**
 * An event in words, in one language.
 *
 * @param action what sort of thing happened: "App Update"
 * @param message one sentence about this occurrence
 */
public record EventText(String action, String message) {}
