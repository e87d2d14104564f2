package dev.pappus.work;

/** Where a job stands. Nothing leaves DONE, FAILED or CANCELLED. */
public enum JobStatus {
  QUEUED,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  public boolean ended() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
