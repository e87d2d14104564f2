package dev.pappus.rest.form;

import java.io.IOException;

/** The body ended too early or its connection broke: the client's side, not our disk. */
final class BrokenBodyException extends IOException {

  BrokenBodyException(IOException cause) {
    super("The body broke off", cause);
  }
}
