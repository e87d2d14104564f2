package dev.pappus.shared.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.problem.DomainException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  @Test
  void goesOnWhereThePageBeforeEnded() {
    UUID first = new UUID(1, 3);
    UUID second = new UUID(1, 2);
    Page<UUID> page = Page.of(List.of(first, second), PageRequest.of(1, null), key -> key);

    PageRequest next = PageRequest.of(1, page.next());

    assertThat(page.items()).containsExactly(first);
    assertThat(next.before()).isEqualTo(first);
  }

  @Test
  void endsWithoutACursor() {
    Page<UUID> page = Page.of(List.of(new UUID(1, 1)), PageRequest.of(1, null), key -> key);

    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void refusesACursorThatIsNotOurs(String cursor) {
    assertThatThrownBy(() -> PageRequest.of(null, cursor))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.code()).isEqualTo("cursor-invalid"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 201})
  void refusesALimitOutOfRange(int limit) {
    assertThatThrownBy(() -> PageRequest.of(limit, null))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.code()).isEqualTo("field-invalid"));
  }
}
