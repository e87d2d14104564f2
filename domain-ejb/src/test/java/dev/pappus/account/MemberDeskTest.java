package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class MemberDeskTest {
  @Parameter TestDatabase.Kind kind;
  AccountHouse house;
  User bob;

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
    bob = house.member("bob@example.com", Role.DEVELOPER);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void change(User by, User whom, String role) {
    house.run(() -> house.memberDesk.change(house.in(by), whom.id(), role));
  }

  private void remove(User by, User whom) {
    house.run(() -> house.memberDesk.remove(house.in(by), whom.id()));
  }

  private Role role(User user) {
    return house.memberships.find(house.team.id(), user.id()).orElseThrow().role();
  }

  @Test
  void showsWhoIsInTheTeamNewestFirst() {
    house.add(AccountHouse.user("eve@example.com"));

    assertThat(house.memberDesk.page(house.in(bob), PageRequest.first()).items())
        .extracting(TeamMember::email)
        .containsExactly("bob@example.com", "ann@example.com");
  }

  @Test
  void pagesFollowOneAnother() {
    String next = house.memberDesk.page(house.in(bob), new PageRequest(1, null)).next();

    assertThat(house.memberDesk.page(house.in(bob), PageRequest.of(1, next)).items())
        .extracting(TeamMember::email)
        .containsExactly("ann@example.com");
  }

  @Test
  void givesAnotherRole() {
    change(house.ann, bob, "tester");

    assertThat(role(bob)).isEqualTo(Role.TESTER);
    assertThat(house.audited()).containsExactly("member.change-role");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "OWNER", "reporter", "boss", "owner,admin"})
  void takesNoOtherRole(String role) {
    assertThatThrownBy(() -> change(house.ann, bob, role))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void keepsTheLastOwner() {
    assertThatThrownBy(() -> change(house.ann, house.ann, "admin"))
        .isInstanceOf(LastOwnerException.class);
    assertThatThrownBy(() -> remove(house.ann, house.ann)).isInstanceOf(LastOwnerException.class);

    change(house.ann, bob, "owner");
    change(house.ann, house.ann, "admin");

    assertThat(role(house.ann)).isEqualTo(Role.ADMIN);
  }

  @Test
  void letsOwnersAloneDecideWhoIsAnOwner() {
    User adam = house.member("adam@example.com", Role.ADMIN);
    User olga = house.member("olga@example.com", Role.OWNER);

    assertThatThrownBy(() -> change(adam, bob, "owner")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> change(adam, adam, "owner")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> change(adam, olga, "tester"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> remove(adam, olga)).isInstanceOf(AccessDeniedException.class);
    change(adam, bob, "admin");
    assertThat(role(bob)).isEqualTo(Role.ADMIN);
  }

  @Test
  void isForThoseWhoManageMembers() {
    User tim = house.member("tim@example.com", Role.TESTER);

    assertThatThrownBy(() -> change(bob, tim, "auditor")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> remove(bob, tim)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> house.memberDesk.page(house.in(tim), PageRequest.first()))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void takesTheTokensOfWhoIsRemoved() {
    house.token(bob, null, TokenScope.READ);
    house.collaborate(bob, house.app, Role.TESTER);

    remove(house.ann, bob);

    assertThat(house.authenticator.byUser(bob.id(), null, AccountHouse.HERE)).isEmpty();
    assertThat(house.tokens.live(house.team.id(), bob.id())).isEmpty();
    assertThat(house.audited()).containsExactly("token.create", "token.revoke", "member.remove");

    house.join(bob, Role.OWNER);
    assertThat(house.tokens.live(house.team.id(), bob.id())).as("revoked stays so").isEmpty();
  }

  @Test
  void letsPeopleLeaveAndNoTokenTakeThemOut() {
    assertThatThrownBy(
            () ->
                house.run(
                    () ->
                        house.memberDesk.remove(house.token(bob, null, TokenScope.READ), bob.id())))
        .isInstanceOf(AccessDeniedException.class);

    remove(bob, bob);

    assertThat(house.memberships.find(house.team.id(), bob.id())).isEmpty();
  }

  @Test
  void knowsNobodyOfOtherTeams() {
    User eve = AccountHouse.user("eve@example.com");
    house.add(eve, new Membership(house.otherTeam.id(), eve.id(), Role.TESTER, AccountHouse.NOW));

    assertThatThrownBy(() -> change(house.ann, eve, "auditor"))
        .isInstanceOf(MemberNotFoundException.class);
    assertThatThrownBy(() -> remove(house.ann, eve)).isInstanceOf(MemberNotFoundException.class);
    assertThatThrownBy(
            () -> house.run(() -> house.memberDesk.remove(house.in(house.ann), UUID.randomUUID())))
        .isInstanceOf(MemberNotFoundException.class);
  }

  @Test
  void collaboratorsComeAndGo() {
    User carl = AccountHouse.user("carl@example.com");
    house.add(carl);
    house.collaborate(carl, house.app, Role.TESTER);
    house.token(carl, house.app.id(), TokenScope.READ);

    assertThat(house.collaboratorDesk.list(house.in(house.ann), house.app.id()))
        .extracting(TeamMember::email)
        .containsExactly("carl@example.com");
    assertThat(
            house
                .run(
                    () ->
                        house.collaboratorDesk.change(
                            house.in(house.ann), house.app.id(), carl.id(), "developer"))
                .role())
        .isEqualTo(Role.DEVELOPER);
    assertThatThrownBy(
            () ->
                house.run(
                    () ->
                        house.collaboratorDesk.change(
                            house.in(house.ann), house.app.id(), carl.id(), "admin")))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(
            () ->
                house.run(
                    () -> house.collaboratorDesk.remove(house.in(carl), house.app.id(), carl.id())))
        .isInstanceOf(AccessDeniedException.class);

    house.run(() -> house.collaboratorDesk.remove(house.in(house.ann), house.app.id(), carl.id()));

    assertThat(house.collaboratorDesk.list(house.in(house.ann), house.app.id())).isEmpty();
    assertThat(house.tokens.live(house.app.id())).isEmpty();
    assertThat(house.authenticator.byUser(carl.id(), null, AccountHouse.HERE)).isEmpty();
  }

  @Test
  void showsNoCollaboratorsOfOtherApps() {
    assertThatThrownBy(() -> house.collaboratorDesk.list(house.in(house.ann), house.foreign.id()))
        .isInstanceOfSatisfying(
            dev.pappus.shared.problem.DomainException.class,
            e -> assertThat(e.code()).isEqualTo("app-not-found"));
  }
}
