package dev.pappus.webhook.connector;

import java.net.URI;
import java.util.Map;

/**
 * One call as it leaves.
 *
 * @param url with the query that is sent
 * @param headers by name, in the order they are sent
 * @param body exact bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutboundRequest(URI url, Map<String, String> headers, byte[] body) {}
