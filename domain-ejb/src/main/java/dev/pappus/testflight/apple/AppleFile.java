package dev.pappus.testflight.apple;

import java.util.List;

/**
 * A file of an upload: {@code BuildUploadFile} of the API.
 *
 * @param state AWAITING_UPLOAD, UPLOAD_COMPLETE, COMPLETE, FAILED; "" if it does not say
 * @param told what Apple has against it, "" for nothing
 * @param parts where it is to be sent, as Apple gives them
 */
public record AppleFile(
    String id, String name, long size, String state, String told, List<UploadPart> parts) {
  private static final String FAILED = "FAILED";
  private static final List<String> TAKEN = List.of("UPLOAD_COMPLETE", "COMPLETE");

  /** Whether Apple has it whole, and was told so. */
  public boolean taken() {
    return TAKEN.contains(state);
  }

  /**
   * Itself.
   *
   * @throws AppleRefusedException if Apple does not want it
   */
  AppleFile sound() {
    if (state.equals(FAILED)) {
      throw new AppleRefusedException(told.isEmpty() ? "Apple could not take the file." : told);
    }
    return this;
  }
}
