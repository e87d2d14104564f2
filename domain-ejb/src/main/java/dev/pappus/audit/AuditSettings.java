package dev.pappus.audit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long the audit is kept; a wrong value stops the deployment. */
@ApplicationScoped
public class AuditSettings {
  private static final int MOST_DAYS = 36_500;

  /** Days that entries are kept, 1 to 36500; 0, the default, keeps them for ever. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.audit.days", defaultValue = "0")
  int days;

  /**
   * @throws IllegalStateException if the number of days is out of range
   */
  @PostConstruct
  public void check() {
    if (days < 0 || days > MOST_DAYS) {
      throw new IllegalStateException(
          "pappus.audit.days is " + days + "; it must be 0 to " + MOST_DAYS);
    }
  }

  /** How long entries are kept; empty for ever. */
  public Optional<Duration> kept() {
    return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
  }
}
