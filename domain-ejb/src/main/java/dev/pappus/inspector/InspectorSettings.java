package dev.pappus.inspector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the request inspector: together they bound what strangers can make us keep. */
@ApplicationScoped
public class InspectorSettings {
  private static final int MAX_BODY = 10 * 1024 * 1024;

  /** How many bins a team may have at a time. Default 10, range 0 to 1000. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.inspector.bins-per-team")
  int binsPerTeam;

  /** How many requests a bin keeps; older ones go. Default 100, range 1 to 1000. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.inspector.requests-per-bin")
  int requestsPerBin;

  /** What is kept of a request's body, in bytes. Default 64 KiB, range 0 to 10 MiB. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.inspector.max-body-bytes")
  int maxBodyBytes;

  /** How long a bin lives after its last change. Default P7D, at least PT1M. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.inspector.bin-lifetime")
  Duration binLifetime;

  /**
   * How many requests a bin takes in a second, on each node; more are answered 429 and not kept.
   * Default 20, range 1 to 1000. Since 0.1.
   */
  @Inject
  @ConfigProperty(name = "pappus.inspector.requests-per-second")
  int requestsPerSecond;

  public int binsPerTeam() {
    return binsPerTeam;
  }

  public int requestsPerBin() {
    return requestsPerBin;
  }

  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  public Duration binLifetime() {
    return binLifetime;
  }

  public int requestsPerSecond() {
    return requestsPerSecond;
  }

  /**
   * @throws IllegalStateException with one clear line if a value is wrong
   */
  void check() {
    within("pappus.inspector.bins-per-team", binsPerTeam, 0, 1000);
    within("pappus.inspector.requests-per-bin", requestsPerBin, 1, 1000);
    within("pappus.inspector.max-body-bytes", maxBodyBytes, 0, MAX_BODY);
    within("pappus.inspector.requests-per-second", requestsPerSecond, 1, 1000);
    if (binLifetime.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalStateException("pappus.inspector.bin-lifetime must be at least PT1M");
    }
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalStateException(name + " must be " + min + " to " + max);
    }
  }
}
