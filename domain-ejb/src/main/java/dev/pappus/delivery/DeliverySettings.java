package dev.pappus.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How deliveries are sent; a wrong value stops the deployment. */
@ApplicationScoped
public class DeliverySettings {

  /** Longest wait for a connection. Default 3 s, 100 ms to the attempt's own time-out. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.connect-timeout", defaultValue = "PT3S")
  Duration connectTimeout = Duration.ofSeconds(3);

  /**
   * Longest attempt, from its start to the end of the answer's body. Default 15 s, 1 s to 5 min.
   */
  @Inject
  @ConfigProperty(name = "pappus.delivery.attempt-timeout", defaultValue = "PT15S")
  Duration attemptTimeout = Duration.ofSeconds(15);

  /** Delays after each failed attempt; one more attempt than there are delays. At most 30. */
  @Inject
  @ConfigProperty(
      name = "pappus.delivery.retry-schedule",
      defaultValue = "PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
  List<Duration> retrySchedule =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** Share by which delays vary at random. Default 0.2, 0 to 1. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.retry-jitter", defaultValue = "0.2")
  double retryJitter = 0.2;

  /** Bytes kept of an answer that is no success. Default 20000, 0 to 1000000. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.response-limit-bytes", defaultValue = "20000")
  int responseLimitBytes = 20_000;

  /** Age at which an unfinished delivery expires. Default 5 days, 1 min to 60 days. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.max-age", defaultValue = "P5D")
  Duration maxAge = Duration.ofDays(5);

  /** Failures in a row that open an endpoint's circuit. Default 5, 1 to 100. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.circuit-failures", defaultValue = "5")
  int circuitFailures = 5;

  /** How long a circuit is open first; each failed probe doubles it. Default 1 min, 1 s to 1 d. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.circuit-open", defaultValue = "PT1M")
  Duration circuitOpen = Duration.ofMinutes(1);

  /** And no longer than this. Default 24 h, up to that. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.circuit-open-longest", defaultValue = "PT24H")
  Duration circuitOpenLongest = Duration.ofHours(24);

  /**
   * How long an endpoint that answers 429, 502 or 504 without {@code Retry-After} is left alone.
   * Default 10 s, 0 s to 1 h.
   */
  @Inject
  @ConfigProperty(name = "pappus.delivery.slow-down", defaultValue = "PT10S")
  Duration slowDown = Duration.ofSeconds(10);

  /** After what time of failure an endpoint's owner is told. Default 1 h, 1 s to 30 d. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.told-after", defaultValue = "PT1H")
  Duration toldAfter = Duration.ofHours(1);

  /**
   * After what time of failure, with an attempt in each day of it, an endpoint is switched off.
   * Default 5 days, 1 s to 60 days.
   */
  @Inject
  @ConfigProperty(name = "pappus.delivery.switch-off-after", defaultValue = "P5D")
  Duration switchOffAfter = Duration.ofDays(5);

  /** Calls in flight at once on this node. Default 512, 1 to 10000. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.max-in-flight", defaultValue = "512")
  int maxInFlight = 512;

  /** Calls in flight at once to one webhook. Default 8, 1 to the total. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.webhook-max-in-flight", defaultValue = "8")
  int webhookMaxInFlight = 8;

  /**
   * Deliveries a second that a job which recovers some makes for a webhook. Default 20, 1 to 1000.
   */
  @Inject
  @ConfigProperty(name = "pappus.delivery.recover-per-second", defaultValue = "20")
  int recoverPerSecond = 20;

  /** Unfinished deliveries that such a job has on their way at most. Default 100, 1 to 1000. */
  @Inject
  @ConfigProperty(name = "pappus.delivery.recover-max-unfinished", defaultValue = "100")
  int recoverMaxUnfinished = 100;

  /**
   * @throws IllegalStateException if a value is out of its range
   */
  @PostConstruct
  public void check() {
    within("connect-timeout", connectTimeout, Duration.ofMillis(100), attemptTimeout);
    within("attempt-timeout", attemptTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
    within("max-age", maxAge, Duration.ofMinutes(1), Duration.ofDays(60));
    within("retry-jitter", retryJitter, 0, 1);
    within("response-limit-bytes", responseLimitBytes, 0, 1_000_000);
    within("max-in-flight", maxInFlight, 1, 10_000);
    within("webhook-max-in-flight", webhookMaxInFlight, 1, maxInFlight);
    within("recover-per-second", recoverPerSecond, 1, 1000);
    within("recover-max-unfinished", recoverMaxUnfinished, 1, 1000);
    within("circuit-failures", circuitFailures, 1, 100);
    within("circuit-open", circuitOpen, Duration.ofSeconds(1), Duration.ofDays(1));
    within("circuit-open-longest", circuitOpenLongest, circuitOpen, Duration.ofDays(1));
    within("slow-down", slowDown, Duration.ZERO, Duration.ofHours(1));
    within("told-after", toldAfter, Duration.ofSeconds(1), Duration.ofDays(30));
    within("switch-off-after", switchOffAfter, Duration.ofSeconds(1), Duration.ofDays(60));
    within("retry-schedule: its length", retrySchedule.size(), 0, 30);
    retrySchedule.forEach(
        delay -> within("retry-schedule", delay, Duration.ZERO, Duration.ofDays(7)));
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalStateException(
          "pappus.delivery." + name + " is " + value + ", not from " + least + " to " + most);
    }
  }

  private static void within(String name, double value, double least, double most) {
    within(name, (Double) value, (Double) least, (Double) most);
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public Duration attemptTimeout() {
    return attemptTimeout;
  }

  public RetrySchedule schedule() {
    return new RetrySchedule(retrySchedule, retryJitter);
  }

  /** When an endpoint is spared, and when it is given up. */
  public EndpointRules endpointRules() {
    return new EndpointRules(
        circuitFailures, circuitOpen, circuitOpenLongest, slowDown, toldAfter, switchOffAfter);
  }

  public int responseLimitBytes() {
    return responseLimitBytes;
  }

  public Duration maxAge() {
    return maxAge;
  }

  public int maxInFlight() {
    return maxInFlight;
  }

  public int webhookMaxInFlight() {
    return webhookMaxInFlight;
  }

  public int recoverPerSecond() {
    return recoverPerSecond;
  }

  public int recoverMaxUnfinished() {
    return recoverMaxUnfinished;
  }
}
