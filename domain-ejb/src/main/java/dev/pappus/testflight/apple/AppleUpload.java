package dev.pappus.testflight.apple;

/**
 * Where an upload stands: {@code BuildUpload} of the API.
 *
 * @param state AWAITING_UPLOAD, PROCESSING, FAILED, COMPLETE
 * @param told Apple's errors, and else its warnings, "" for none
 */
public record AppleUpload(String id, String state, String told) {

  /** Whether TestFlight has it. */
  public boolean complete() {
    return state.equals("COMPLETE");
  }

  /** Whether Apple has found it wrong. */
  public boolean failed() {
    return state.equals("FAILED");
  }
}
