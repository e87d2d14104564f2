package dev.pappus.history;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.delivery.DeliverySettings;
import dev.pappus.shared.inject.Injection;
import org.junit.jupiter.api.Test;

class HistorySettingsTest {
  private final HistorySettings settings =
      Injection.wire(new HistorySettings(), new DeliverySettings());

  @Test
  void takesTheDefaults() {
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void takesADayMoreThanTheOldestUnfinishedDelivery() {
    settings.attemptsDays = 6;

    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void refusesToForgetWhatIsUnfinished() {
    settings.attemptsDays = 5;

    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pappus.history.attempts-days is 5")
        .hasMessageContaining("pappus.delivery.max-age");
  }

  @Test
  void refusesToForgetDeliveriesBeforeTheirAttempts() {
    settings.deliveriesDays = 29;

    assertThatThrownBy(settings::check)
        .hasMessageContaining("pappus.history.deliveries-days is 29, less than");
  }

  @Test
  void refusesToForgetEventsBeforeTheirDeliveries() {
    settings.eventsDays = 89;

    assertThatThrownBy(settings::check)
        .hasMessageContaining("pappus.history.events-days is 89, less than");
  }

  @Test
  void refusesToKeepForMoreThanTenYears() {
    settings.eventsDays = 3651;

    assertThatThrownBy(settings::check).hasMessageContaining("more than 3650");
  }

  @Test
  void refusesToForgetJobsAtOnce() {
    settings.jobsDays = 0;

    assertThatThrownBy(settings::check).hasMessageContaining("pappus.history.jobs-days is 0");
  }
}
