package dev.pappus.rest.form;

import java.io.IOException;

/** Takes a file out of a form. */
@FunctionalInterface
public interface FileTaker {

  /** Reads the part's body to its end. */
  void take(FilePart part) throws IOException;
}
