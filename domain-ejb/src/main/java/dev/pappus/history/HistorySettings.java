package dev.pappus.history;

import dev.pappus.delivery.DeliverySettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is kept how long; a wrong value stops the deployment. */
@ApplicationScoped
public class HistorySettings {
  private static final int MOST_DAYS = 3650;

  /**
   * Days that events are kept, and who was skipped. Default 90; at least those of deliveries, at
   * most 3650.
   */
  @Inject
  @ConfigProperty(name = "pappus.history.events-days", defaultValue = "90")
  int eventsDays = 90;

  /**
   * Days that deliveries, their bodies, changes of endpoints and read notices are kept. Default 90;
   * at least those of attempts.
   */
  @Inject
  @ConfigProperty(name = "pappus.history.deliveries-days", defaultValue = "90")
  int deliveriesDays = 90;

  /**
   * Days that attempts are kept, with what was answered. Default 30; at least the largest age of an
   * unfinished delivery ({@code pappus.delivery.max-age}) and a day.
   */
  @Inject
  @ConfigProperty(name = "pappus.history.attempts-days", defaultValue = "30")
  int attemptsDays = 30;

  /**
   * Days that ended jobs are kept, counted from their start, with what recoveries were asked for.
   * Default 90; 1 to 3650.
   */
  @Inject
  @ConfigProperty(name = "pappus.history.jobs-days", defaultValue = "90")
  int jobsDays = 90;

  /** Days that the log of downloads is kept. Default 180; 1 to 3650. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.history.downloads-days", defaultValue = "180")
  int downloadsDays = 180;

  /** Days that the outbox keeps messages, sent or not. Default 30; 1 to 3650. Since 0.1. */
  @Inject
  @ConfigProperty(name = "pappus.history.mail-days", defaultValue = "30")
  int mailDays = 30;

  @Inject DeliverySettings deliverySettings;

  /**
   * @throws IllegalStateException if something would go before what hangs on it, or before a
   *     delivery can be finished
   */
  @PostConstruct
  public void check() {
    Duration least = deliverySettings.maxAge().plusDays(1);
    if (Duration.ofDays(attemptsDays).compareTo(least) < 0) {
      throw new IllegalStateException(
          "pappus.history.attempts-days is "
              + attemptsDays
              + "; it must be at least pappus.delivery.max-age and a day, "
              + least);
    }
    atLeast("deliveries-days", deliveriesDays, "attempts-days", attemptsDays);
    atLeast("events-days", eventsDays, "deliveries-days", deliveriesDays);
    if (eventsDays > MOST_DAYS) {
      throw new IllegalStateException(
          "pappus.history.events-days is " + eventsDays + ", more than " + MOST_DAYS);
    }
    inRange("jobs-days", jobsDays);
    inRange("downloads-days", downloadsDays);
    inRange("mail-days", mailDays);
  }

  private static void inRange(String name, int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalStateException(
          "pappus.history." + name + " is " + days + "; it must be 1 to " + MOST_DAYS);
    }
  }

  private static void atLeast(String name, int days, String shorter, int least) {
    if (days < least) {
      throw new IllegalStateException(
          "pappus.history."
              + name
              + " is "
              + days
              + ", less than pappus.history."
              + shorter
              + ", which is "
              + least);
    }
  }

  public int eventsDays() {
    return eventsDays;
  }

  public int deliveriesDays() {
    return deliveriesDays;
  }

  public int attemptsDays() {
    return attemptsDays;
  }

  public int jobsDays() {
    return jobsDays;
  }

  public int downloadsDays() {
    return downloadsDays;
  }

  public int mailDays() {
    return mailDays;
  }
}
