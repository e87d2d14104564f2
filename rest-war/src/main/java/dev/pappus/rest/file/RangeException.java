package dev.pappus.rest.file;

/** A range that lies outside of the file; answered by 416 where the file is handed out. */
final class RangeException extends IllegalArgumentException {
  private final long size;

  RangeException(long size) {
    super("No byte of the file lies in the range");
    this.size = size;
  }

  long size() {
    return size;
  }
}
