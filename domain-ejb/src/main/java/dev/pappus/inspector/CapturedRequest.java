package dev.pappus.inspector;

/**
 * A request as it arrived at a bin.
 *
 * @param method as it was sent, which need not be one of HTTP's
 * @param target what followed the bin's own URL: path and query, undecoded; "" for nothing
 * @param remoteAddress where it came from
 * @param body the bytes, at most as many as are kept
 * @param bodyCut whether there were more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; whoever keeps it takes a copy
public record CapturedRequest(
    String method,
    String target,
    String remoteAddress,
    HeaderLines headers,
    byte[] body,
    boolean bodyCut) {}
