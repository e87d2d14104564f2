package dev.pappus.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccountHouse;
import dev.pappus.app.AppChange.PageChange;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AppEditorTest {
  @Parameter TestDatabase.Kind kind;
  private AccountHouse house;
  private AppEditor editor;

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
    house.add(new Channel(house.app.id(), "default", true, AccountHouse.NOW));
    editor =
        Injection.wire(
            new AppEditor(),
            house.apps,
            house.plans.gate,
            Injection.wire(new AuditTrail(), house.database.em(), house.clock),
            house.clock);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private PageLook change(@Nullable String color, @Nullable String text, @Nullable Boolean brand) {
    AppChange change = new AppChange(null, null, null, null, new PageChange(color, text, brand));
    return house.run(() -> editor.change(house.in(house.ann), house.app.id(), change).look());
  }

  private PageLook look() {
    return house.apps.get(house.in(house.ann), house.app.id()).look();
  }

  private void refuses(
      String code, @Nullable String color, @Nullable String text, @Nullable Boolean brand) {
    assertThatThrownBy(() -> change(color, text, brand))
        .isInstanceOfSatisfying(
            DomainException.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  @Test
  void aPageLooksAsOursUntilItIsChanged() {
    assertThat(look()).isEqualTo(PageLook.OURS);
  }

  @Test
  void changesWhatIsGivenOfAPage() {
    assertThat(change(" #7A4B9A ", "Ask Ann.\nThen Bob.", false))
        .isEqualTo(new PageLook("#7a4b9a", "Ask Ann.\nThen Bob.", false));

    assertThat(change(null, "", null)).isEqualTo(new PageLook("#7a4b9a", "", false));
    assertThat(change("", null, null)).isEqualTo(new PageLook(null, "", false));
    assertThat(change(null, null, true)).isEqualTo(PageLook.OURS);
    assertThat(look()).isEqualTo(PageLook.OURS);
    assertThat(house.audited()).hasSize(4).containsOnly("app.update");
  }

  @Test
  void takesNoColorThatIsNone() {
    refuses("field-invalid", "red", null, null);
    refuses("field-invalid", "#fff", null, null);
    refuses("field-invalid", "#7a4b9a;}", null, null);
    refuses("field-invalid", "#7a4b9g", null, null);
  }

  @Test
  void takesNoTextThatIsTooLongOrCannotBeKept() {
    refuses("field-invalid", null, "x".repeat(PageLook.MAX_TEXT_LENGTH + 1), null);
    refuses("text-invalid", null, "a\0b", null);

    assertThat(change(null, "x".repeat(PageLook.MAX_TEXT_LENGTH), null).text()).startsWith("xxx");
    assertThat(change(null, "\r\n".repeat(PageLook.MAX_TEXT_LENGTH), null).text())
        .isEqualTo("\n".repeat(PageLook.MAX_TEXT_LENGTH));
  }

  @Test
  void aPlanWithoutItLeavesAPageAsOursOrMakesItSo() {
    change("#7a4b9a", "Ask Ann.", false);
    house.plans.enforce();

    refuses("plan-feature", "#7a4b9b", null, null);
    assertThat(look().color()).isEqualTo("#7a4b9a");
    assertThat(change("#7a4b9a", null, null).text()).isEqualTo("Ask Ann.");
    assertThat(change("", "", true)).isEqualTo(PageLook.OURS);
    refuses("plan-feature", null, "Ask Ann.", null);
  }
}
