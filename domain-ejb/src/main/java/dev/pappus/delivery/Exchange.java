package dev.pappus.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What went over the wire in one call.
 *
 * @param url as sent, secret query values masked
 * @param requestHeaders one {@code name: value} a line
 * @param sealedBody the body sent, null where it is the stored one
 * @param httpStatus null if no answer came
 * @param responseHeaders one {@code name: value} a line, as bytes received; null if none came
 * @param responseBody what was kept of it, null if no answer came
 * @param truncated whether more came than was kept
 * @param timings how long its phases took
 */
@SuppressWarnings("ArrayRecordComponent")
public record Exchange(
    String url,
    String requestHeaders,
    byte @Nullable [] sealedBody,
    @Nullable Integer httpStatus,
    byte @Nullable [] responseHeaders,
    byte @Nullable [] responseBody,
    boolean truncated,
    Timings timings) {

  /** A call that never got an answer. */
  public static Exchange unanswered(String url, String requestHeaders) {
    return new Exchange(url, requestHeaders, null, null, null, null, false, Timings.NONE);
  }

  /** The same with at most {@code max} bytes of the answer's body. */
  Exchange keeping(int max) {
    byte[] body = responseBody;
    return body == null || body.length <= max
        ? this
        : new Exchange(
            url,
            requestHeaders,
            sealedBody,
            httpStatus,
            responseHeaders,
            java.util.Arrays.copyOf(body, max),
            true,
            timings);
  }

  /** The same without anything a stranger wrote. */
  Exchange withoutAnswer() {
    return new Exchange(url, "", null, httpStatus, null, null, true, timings);
  }
}
