package dev.pappus.webhook.connector;

/**
 * What an answer means.
 *
 * @param kind what follows
 * @param text why, in plain words, "" for success
 */
public record Verdict(Kind kind, String text) {

  /** What follows from an answer. */
  public enum Kind {
    DELIVERED,
    /** Failed; try again by the schedule. */
    RETRY,
    /** Failed; try again, and slower. */
    SLOW_DOWN,
    /** Failed for good: the endpoint wants no more. */
    PERMANENT,
    /** 2xx, but the body says no; try again by the schedule. */
    REJECTED
  }

  public static final Verdict DELIVERED = new Verdict(Kind.DELIVERED, "");

  /**
   * By HTTP status alone: 2xx delivered; 410 Gone (RFC 9110 §15.5.11) for good; 429, 502 and 504
   * slow down (Standard Webhooks 1.0, "Responding to webhooks"); all else, redirects included, is
   * tried again.
   */
  public static Verdict ofStatus(int status) {
    if (status >= 200 && status < 300) {
      return DELIVERED;
    }
    String answer = "The endpoint answered " + status;
    return switch (status) {
      case 410 -> new Verdict(Kind.PERMANENT, answer + " Gone: it wants no more.");
      case 429, 502, 504 -> new Verdict(Kind.SLOW_DOWN, answer + ": it is called less often now.");
      case 301, 302, 303, 307, 308 ->
          new Verdict(
              Kind.RETRY,
              answer + ", a redirect, which is not followed. Enter the address it leads to.");
      case 401, 403 ->
          new Verdict(
              Kind.RETRY,
              answer + ". It must let calls in that have no other credentials than the signature.");
      case 404, 405 ->
          new Verdict(Kind.RETRY, answer + ". Check the URL's path: it must accept POST.");
      default -> new Verdict(Kind.RETRY, answer + ". Its own log should say why.");
    };
  }
}
