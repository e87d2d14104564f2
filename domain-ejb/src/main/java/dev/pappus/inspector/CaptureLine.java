package dev.pappus.inspector;

import java.time.Instant;
import java.util.UUID;

/** A captured request in short, for lists. */
public record CaptureLine(
    UUID id, long number, Instant receivedAt, String method, String target, int answerStatus) {}
