package dev.pappus;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
  private static final JavaClasses PRODUCTION = HouseRules.production();

  @Test
  void seesTheWholeHouse() {
    assertThat(PRODUCTION).hasSizeGreaterThan(150);
    assertThat(PRODUCTION.contain("dev.pappus.delivery.DeliveryRound")).isTrue();
  }

  static List<ArchRule> rules() {
    return HouseRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(PRODUCTION);
  }
}
