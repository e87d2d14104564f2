package dev.pappus.testflight;

/**
 * How far a hand-over is, in this order; every state but the last three may become FAILED or
 * CANCELLED.
 */
public enum UploadState {
  /** Looks for the app at Apple's. */
  FINDING_APP,
  /** Makes the upload, unless one is there. */
  CREATING,
  /** Tells which file will come, unless it is told. */
  RESERVING,
  /** Sends the file's parts. */
  SENDING,
  /** Tells Apple that the file is whole. */
  COMMITTING,
  /** Waits for Apple, which examines the build. */
  PROCESSING,
  /** TestFlight has it. */
  COMPLETE,
  /** Apple refused it, or could not be reached for long. */
  FAILED,
  /** Somebody ended it; what Apple has already stays there. */
  CANCELLED;

  public boolean ended() {
    return this == COMPLETE || this == FAILED || this == CANCELLED;
  }
}
