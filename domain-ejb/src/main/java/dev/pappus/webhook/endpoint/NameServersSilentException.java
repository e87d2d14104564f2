package dev.pappus.webhook.endpoint;

import dev.pappus.shared.problem.UnavailableException;

/** No name server answers anybody: our own side is in trouble. */
public class NameServersSilentException extends UnavailableException {

  public NameServersSilentException() {
    super("No name server answers.");
  }
}
