package dev.pappus.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccountHouse;
import dev.pappus.account.InvitationDraft;
import dev.pappus.account.Membership;
import dev.pappus.account.Role;
import dev.pappus.account.TokenScope;
import dev.pappus.account.User;
import dev.pappus.audit.AuditTrail;
import dev.pappus.shared.Platform;
import dev.pappus.shared.inject.FiredEvents;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AppTransferTest {
  @Parameter TestDatabase.Kind kind;
  AccountHouse house;
  AppTransfer transfer;
  final List<AppTransferred> told = new ArrayList<>();

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
    transfer =
        Injection.wire(
            new AppTransfer(),
            house.apps,
            house.authenticator,
            house.farewell,
            house.plans.gate,
            Injection.wire(new AuditTrail(), house.database.em(), house.clock),
            new FiredEvents<>(AppTransferred.class, told::add),
            house.clock);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void joinTheirs(User user, Role role) {
    house.add(new Membership(house.otherTeam.id(), user.id(), role, AccountHouse.NOW));
  }

  private void give(Caller caller, UUID appId, UUID teamId) {
    house.run(() -> transfer.transfer(caller, appId, teamId));
  }

  private void give(User by) {
    give(house.in(by), house.app.id(), house.otherTeam.id());
  }

  private static void assertRefused(String code, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void givesItToATeamWhereTheCallerMayTakeIt() {
    joinTheirs(house.ann, Role.ADMIN);

    give(house.ann);

    assertThat(house.apps.find(house.app.id()).orElseThrow().teamId())
        .isEqualTo(house.otherTeam.id());
    assertRefused("app-not-found", () -> house.apps.get(house.in(house.ann), house.app.id()));
    assertThat(told).containsExactly(new AppTransferred(house.app.id(), house.otherTeam.id()));
    assertThat(house.audited()).containsExactly("app.transfer", "app.transfer");
  }

  @Test
  void letsAUsersTokenDoItToo() {
    joinTheirs(house.ann, Role.OWNER);

    give(house.token(house.ann, null, TokenScope.ADMIN), house.app.id(), house.otherTeam.id());

    assertThat(told).hasSize(1);
  }

  @Test
  void asksForThePermissionInBothTeams() {
    User dan = house.member("dan@example.com", Role.DEVELOPER);
    joinTheirs(dan, Role.OWNER);
    joinTheirs(house.ann, Role.DEVELOPER);

    assertRefused("forbidden", () -> give(dan));
    assertRefused("forbidden", () -> give(house.ann));
    assertThat(told).isEmpty();
  }

  @Test
  void knowsNoTeamThatTheCallerIsNotIn() {
    assertRefused("team-not-found", () -> give(house.ann));
    assertRefused(
        "team-not-found", () -> give(house.in(house.ann), house.app.id(), UUID.randomUUID()));
  }

  @Test
  void givesNothingToTheTeamThatHasIt() {
    assertRefused(
        "field-invalid", () -> give(house.in(house.ann), house.app.id(), house.team.id()));
  }

  @Test
  void givesNoSecondAppOfTheSameName() {
    joinTheirs(house.ann, Role.OWNER);
    house.add(
        new App(
            house.otherTeam.id(),
            Platform.IOS,
            house.app.bundleId(),
            "Example",
            "twin",
            "twin",
            AccountHouse.NOW));

    assertRefused("app-exists-there", () -> give(house.ann));
  }

  @Test
  void givesNoMoreAppsThanTheOtherTeamsPlanAllows() {
    joinTheirs(house.ann, Role.OWNER);
    house.plans.enforce();
    house.database.execute("update plan set apps = 1 where name = 'FREE'");

    assertRefused("plan-limit", () -> give(house.ann));

    assertThat(told).isEmpty();
    house.database.execute("update plan set apps = 2 where name = 'FREE'");
    give(house.ann);
    AppUsage usage = Injection.wire(new AppUsage(), house.apps);
    assertThat(usage.used(house.otherTeam.id())).isEqualTo(2);
    assertThat(usage.used(house.team.id())).isEqualTo(1);
  }

  @Test
  void endsWhatPeopleWereLetInForWithItAlone() {
    joinTheirs(house.ann, Role.OWNER);
    User carl = AccountHouse.user("carl@example.com");
    house.add(carl);
    house.collaborate(carl, house.app, Role.TESTER);
    house.collaborate(carl, house.another, Role.TESTER);
    house.token(carl, house.app.id(), TokenScope.READ);
    house.token(house.ann, house.another.id(), TokenScope.READ);
    house.run(
        () ->
            house.invitationDesk.invite(
                house.in(house.ann),
                new InvitationDraft("bob@example.com", "tester", house.app.id())));
    house.run(
        () ->
            house.invitationDesk.invite(
                house.in(house.ann), new InvitationDraft("bob@example.com", "tester", null)));

    give(house.ann);

    assertThat(house.in(carl).grants().apps()).containsOnlyKeys(house.another.id());
    assertThat(house.database.count("api_token where revoked_at is null")).isEqualTo(1);
    assertThat(house.invitationDesk.page(house.in(house.ann), PageRequest.first()).items())
        .singleElement()
        .satisfies(left -> assertThat(left.appId()).isNull());
  }

  /** What waited for the lock acts on no app of another team. */
  @Test
  void whatWaitedForItFindsItGone() {
    joinTheirs(house.ann, Role.ADMIN);
    Caller ann = house.in(house.ann);

    house.database.transaction(
        () -> {
          house.apps.get(ann, house.app.id());
          house.database.newTransaction(
              () -> {
                transfer.transfer(ann, house.app.id(), house.otherTeam.id());
                return Boolean.TRUE;
              });
          assertRefused(
              "app-not-found",
              () -> house.apps.getLocked(ann, Permission.DELETE_APP, house.app.id()));
        });
  }
}
