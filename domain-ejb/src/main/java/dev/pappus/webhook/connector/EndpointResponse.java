package dev.pappus.webhook.connector;

import java.util.Map;

/**
 * A receiver's answer.
 *
 * @param status HTTP status
 * @param headers by lower-case name, the last one of a name
 * @param body at most the kept bytes, see {@code truncated}
 * @param truncated whether more came than was read
 */
@SuppressWarnings("ArrayRecordComponent")
public record EndpointResponse(
    int status, Map<String, String> headers, byte[] body, boolean truncated) {}
