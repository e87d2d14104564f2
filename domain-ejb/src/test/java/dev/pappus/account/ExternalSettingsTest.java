package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSettingsTest {
  private final ExternalSettings settings = new ExternalSettings();

  @Test
  void theDefaultsLetNobodyNewIn() {
    settings.check();

    assertThat(settings.newAccounts()).isEqualTo(ExternalSettings.NewAccounts.NONE);
    assertThat(settings.linkByAddress()).isFalse();
    assertThat(settings.readsGroups()).isFalse();
  }

  @Test
  void refusesAWordThatItDoesNotKnow() {
    settings.newAccounts = "yes";

    assertThatThrownBy(settings::check)
        .hasMessageContaining("pappus.account.external.new-accounts is yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"devs", "=developer", "devs=boss", "devs=reporter", "devs=admin@ours"})
  void refusesAGroupWithoutARole(String text) {
    settings.groupRoles = Optional.of(new String[] {text});

    assertThatThrownBy(settings::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("pappus.account.external.group-roles has " + text);
  }
}
