package dev.pappus.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.problem.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageParametersTest {
  private final PageParameters parameters = new PageParameters();

  @Test
  void beginsWithThePageOfTheDefaultSize() {
    assertThat(parameters.toRequest()).isEqualTo(PageRequest.first());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "abc", "1.5", "99999999999999999999"})
  void refusesALimitThatIsNone(String limit) {
    parameters.limit = limit;

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(parameters::toRequest)
        .matches(e -> e.code().equals("field-invalid"));
  }

  @Test
  void refusesACursorOfAnother() {
    parameters.cursor = "zz";

    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(parameters::toRequest)
        .matches(e -> e.code().equals("cursor-invalid"));
  }
}
