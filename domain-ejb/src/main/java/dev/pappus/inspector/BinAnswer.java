package dev.pappus.inspector;

import java.time.Duration;

/**
 * What a bin answers a request.
 *
 * @param status 200 to 599
 * @param delay how long after the request, at most {@link BinContent#MAX_DELAY}
 * @param mediaType {@code application/json} or {@code text/plain}, never one that a browser runs
 * @param body "" for none
 */
public record BinAnswer(int status, Duration delay, String mediaType, String body) {}
