package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class TeamDeskTest {
  @Parameter TestDatabase.Kind kind;
  AccountHouse house;

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Team create(Caller caller, String name) {
    return house.run(() -> house.teamDesk.create(caller, new TeamDraft(name, "zh-CN", null)));
  }

  @Test
  void whoMakesATeamOwnsIt() {
    User tim = house.member("tim@example.com", Role.TESTER);

    Team made = create(house.in(tim), "Side");

    assertThat(house.teamDesk.mine(house.in(tim)))
        .extracting(seat -> seat.team().name() + " " + seat.role())
        .containsExactly("Ours TESTER", "Side OWNER");
    assertThat(made.language()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(made.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(house.audited()).containsExactly("team.create", "team.create");
  }

  @Test
  void aTokenSeesItsOwnTeamAlone() {
    create(house.in(house.ann), "Side");

    assertThat(house.teamDesk.mine(house.token(house.ann, null, TokenScope.READ)))
        .extracting(seat -> seat.team().name())
        .containsExactly("Ours");
  }

  @Test
  void whoIsLetInForOneAppHasNoRoleInTheTeam() {
    User carl = AccountHouse.user("carl@example.com");
    house.add(carl);
    house.collaborate(carl, house.app, Role.TESTER);

    assertThat(house.teamDesk.mine(house.in(carl))).containsExactly(new TeamSeat(house.team, null));
    assertThatThrownBy(() -> create(house.in(carl), "Side"))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void changesWhatIsGiven() {
    Team changed =
        house.run(
            () ->
                house.teamDesk.change(
                    house.in(house.ann), new TeamDraft(null, null, "Europe/Berlin")));

    assertThat(changed.name()).isEqualTo("Ours");
    assertThat(changed.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(house.audited()).containsExactly("team.change");
  }

  @Test
  void takesNoNameLanguageOrZoneThatIsNone() {
    for (TeamDraft draft :
        new TeamDraft[] {
          new TeamDraft(" ", null, null),
          new TeamDraft("x".repeat(101), null, null),
          new TeamDraft(null, "tlh", null),
          new TeamDraft(null, null, "Mars/Olympus")
        }) {
      assertThatThrownBy(() -> house.run(() -> house.teamDesk.change(house.in(house.ann), draft)))
          .isInstanceOf(InvalidFieldException.class);
    }
    assertThatThrownBy(
            () ->
                house.run(
                    () ->
                        house.teamDesk.create(
                            house.in(house.ann), new TeamDraft(null, null, null))))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void isChangedByThoseWhoMay() {
    User dan = house.member("dan@example.com", Role.DEVELOPER);

    assertThatThrownBy(
            () ->
                house.run(
                    () -> house.teamDesk.change(house.in(dan), new TeamDraft("Mine", null, null))))
        .isInstanceOf(AccessDeniedException.class);
  }
}
