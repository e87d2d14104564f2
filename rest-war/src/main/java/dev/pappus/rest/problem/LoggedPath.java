package dev.pappus.rest.problem;

/** A request's path as the log may have it: without what is a key by itself. */
final class LoggedPath {

  private LoggedPath() {}

  /** The links of receivers and the addresses of bins lose what makes them secret. */
  static String of(Object path) {
    return String.valueOf(path).replaceFirst("^/(receiver|bin)/[^/]+", "/$1/***");
  }
}
