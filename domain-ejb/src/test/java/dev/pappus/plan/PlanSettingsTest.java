package dev.pappus.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlanSettingsTest {

  private static void refuses(String setting, Consumer<PlanSettings> change) {
    PlanSettings settings = new PlanSettings();
    change.accept(settings);
    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pappus.plan." + setting + " ");
  }

  @Test
  void takesTheDefaults() {
    assertThatCode(new PlanSettings()::check).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatCannotBe() {
    refuses("grace-days", settings -> settings.graceDays = -1);
    refuses("grace-days", settings -> settings.graceDays = 366);
    refuses("unverified-downloads-per-day", settings -> settings.unverifiedDownloads = -1);
    refuses("verified-downloads-per-day", settings -> settings.verifiedDownloads = -1);
    refuses("payment-secret", settings -> settings.paymentSecret = Optional.of("short"));
    refuses("payment-secret", settings -> settings.paymentSecret = Optional.of("whsec_AAAA"));
    refuses("payment-secret", settings -> settings.paymentSecret = Optional.of("whsec_?"));
  }
}
