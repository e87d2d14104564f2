package dev.pappus.testflight.apple;

/** We broke a call off, since the server stops: it says nothing about Apple. */
public class AppleCallStoppedException extends AppleUnavailableException {

  public AppleCallStoppedException() {
    super("The server is stopping.");
  }
}
