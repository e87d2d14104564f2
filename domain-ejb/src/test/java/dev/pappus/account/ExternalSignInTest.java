package dev.pappus.account;

import static dev.pappus.account.AccountHouse.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.pappus.audit.AuditEntry;
import dev.pappus.plan.PlanFeatureException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ann owns the team, and has a password; Bob comes from outside. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ExternalSignInTest {
  private static final String ISSUER = "https://id.example.com";
  private static final String BOB = "bob@example.com";

  @Parameter TestDatabase.Kind kind;
  private AccountHouse house;

  @BeforeEach
  void open() {
    house = new AccountHouse(kind);
    house.externalSettings.newAccounts = "active";
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static ExternalPerson person(String subject, String email, String... groups) {
    return new ExternalPerson(ISSUER, subject, email, true, "B.", ImmutableSet.copyOf(groups));
  }

  private SignInAnswer enter(ExternalPerson person) {
    return house.run(() -> house.externals.enter(person, HERE));
  }

  private User bob() {
    return house.users.findByEmail(BOB).orElseThrow();
  }

  private Optional<Role> role(User user) {
    return house.memberships.find(house.team.id(), user.id()).map(Membership::role);
  }

  private void refuses(ExternalPerson person, String code) {
    assertThatThrownBy(() -> enter(person))
        .isInstanceOfSatisfying(
            ExternalSignInException.class, problem -> assertThat(problem.code()).isEqualTo(code));
    assertThat(house.refusals.written())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("console.sign-in");
              assertThat(entry.actorName()).isEqualTo(person.email());
              assertThat(entry.after()).contains(ISSUER, code);
            });
  }

  private void give(String... groupRoles) {
    house.externalSettings.groupRoles = Optional.of(groupRoles);
  }

  @Test
  void makesAnAccountAtTheFirstSignIn() {
    SignInAnswer answer = enter(person("1", BOB));

    assertThat(answer).isEqualTo(new SignInAnswer.Welcome(SessionKey.of(bob())));
    assertThat(bob().name()).isEqualTo("B.");
    assertThat(bob().passwordHash()).isEmpty();
    assertThat(house.audited())
        .containsExactly("account.create", "account.link", "account.sign-in");
    assertThat(enter(person("1", BOB))).isEqualTo(answer);
    assertThat(house.audited()).endsWith("account.sign-in", "account.sign-in");
  }

  @Test
  void anAccountMayWaitForApprovalFirst() {
    house.externalSettings.newAccounts = "review";

    enter(person("1", BOB));
    enter(person("1", BOB));

    assertThat(bob().status()).isEqualTo(UserStatus.UNDER_REVIEW);
  }

  @Test
  void makesNoAccountWhereTheSettingSaysSo() {
    house.externalSettings.newAccounts = "none";

    refuses(person("1", BOB), "sign-in-unknown");
    assertThat(house.users.findByEmail(BOB)).isEmpty();
  }

  @Test
  void believesNoAddressThatWasNotVerified() {
    refuses(
        new ExternalPerson(ISSUER, "1", "ann@example.com", false, "", ImmutableSet.of()),
        "sign-in-address-unverified");
  }

  @Test
  void needsAnAddress() {
    refuses(person("1", ""), "sign-in-address-unverified");
  }

  @Test
  void storesNoAddressThatCannotBe() {
    assertThatThrownBy(() -> enter(person("1", "b\0b@example.com")))
        .isInstanceOfSatisfying(
            ExternalSignInException.class,
            problem -> assertThat(problem.code()).isEqualTo("sign-in-address-unverified"));
  }

  @Test
  void givesNoAccountAwayThatHasAPassword() {
    refuses(person("1", "ann@example.com"), "sign-in-address-taken");
  }

  @Test
  void givesItAwayWhereTheSettingSaysSo() {
    house.externalSettings.linkByAddress = true;

    assertThat(enter(person("1", "ann@example.com")))
        .isEqualTo(new SignInAnswer.Welcome(SessionKey.of(house.ann)));
    assertThat(house.audited()).containsExactly("account.link", "account.sign-in");
  }

  @Test
  void knowsSomebodyWhoseAddressHasChanged() {
    SignInAnswer first = enter(person("1", BOB));

    assertThat(enter(person("1", "robert@example.com"))).isEqualTo(first);
    assertThat(house.users.findByEmail("robert@example.com")).isEmpty();
  }

  @Test
  void whoHasGotSomebodysOldAddressDoesNotGetTheAccount() {
    enter(person("1", BOB));

    house.externalSettings.linkByAddress = true;
    refuses(person("2", BOB), "sign-in-address-taken");
  }

  @Test
  void anotherIssuerMayVouchForTheSamePersonWhereTheSettingSaysSo() {
    SignInAnswer first = enter(person("1", BOB));
    ExternalPerson same = new ExternalPerson("ldap:dc=x", "1", BOB, true, "", ImmutableSet.of());
    assertThatThrownBy(() -> enter(same))
        .isInstanceOfSatisfying(
            ExternalSignInException.class,
            problem -> assertThat(problem.code()).isEqualTo("sign-in-address-taken"));

    house.externalSettings.linkByAddress = true;
    assertThat(enter(same)).isEqualTo(first);
    house.externalSettings.linkByAddress = false;
    assertThat(enter(same)).isEqualTo(first);
  }

  @Test
  void aSuspendedAccountStaysClosed() {
    enter(person("1", BOB));
    house.database.execute("update account_user set status = 'SUSPENDED'");

    assertThat(enter(person("1", BOB))).isEqualTo(new SignInAnswer.Suspended());
    assertThat(house.refusals.written())
        .extracting(AuditEntry::action)
        .containsExactly("console.sign-in");
  }

  @Test
  void asksForTheCodeUnlessTheSettingLeavesItToTheProvider() {
    enter(person("1", BOB));
    house.database.execute("update account_user set second_factor = true");

    assertThat(enter(person("1", BOB))).isInstanceOf(SignInAnswer.CodeNeeded.class);
    house.externalSettings.secondFactor = false;
    assertThat(enter(person("1", BOB))).isInstanceOf(SignInAnswer.Welcome.class);
  }

  @Test
  void groupsGiveRolesAndTakeThemAway() {
    give("devs=developer", "cn=ops,ou=groups=admin");

    enter(person("1", BOB, "devs", "others"));
    assertThat(role(bob())).contains(Role.DEVELOPER);
    enter(person("1", BOB, "devs", "cn=ops,ou=groups"));
    assertThat(role(bob())).contains(Role.ADMIN);
    enter(person("1", BOB, "devs"));
    assertThat(role(bob())).contains(Role.DEVELOPER);
    enter(person("1", BOB, "others"));
    assertThat(role(bob())).isEmpty();

    assertThat(house.audited())
        .filteredOn(action -> action.startsWith("member."))
        .containsExactly("member.add", "member.change-role", "member.change-role", "member.remove");
  }

  @Test
  void whatTokensAPersonHadEndsWithTheLastGroup() {
    give("devs=developer");
    enter(person("1", BOB, "devs"));
    house.token(bob(), null, TokenScope.READ);

    enter(person("1", BOB));

    assertThat(house.audited()).contains("token.revoke");
  }

  @Test
  void groupsMayGiveARoleInAnotherTeam() {
    give("theirs=auditor@" + PublicId.format(IdKind.TEAM, house.otherTeam.id()));

    enter(person("1", BOB, "theirs"));

    assertThat(role(bob())).isEmpty();
    assertThat(house.memberships.find(house.otherTeam.id(), bob().id()).map(Membership::role))
        .contains(Role.AUDITOR);
  }

  @Test
  void aTeamThatIsGoneLetsPeopleInAllTheSame() {
    give("gone=auditor@" + PublicId.format(IdKind.TEAM, house.ann.id()), "devs=developer");

    enter(person("1", BOB, "gone", "devs"));

    assertThat(role(bob())).contains(Role.DEVELOPER);
  }

  @Test
  void whatAPersonHasGivenNoGroupTakesAway() {
    give("devs=developer");
    User carl = house.member("carl@example.com", Role.TESTER);
    house.externalSettings.linkByAddress = true;

    enter(person("2", "carl@example.com", "devs"));
    assertThat(role(carl)).contains(Role.TESTER);
    enter(person("2", "carl@example.com"));
    assertThat(role(carl)).contains(Role.TESTER);
  }

  @Test
  void whatAPersonHasChangedIsNoGroupsAnyMore() {
    give("devs=developer");
    enter(person("1", BOB, "devs"));
    house.run(() -> house.memberDesk.change(house.in(house.ann), bob().id(), "auditor"));

    enter(person("1", BOB));

    assertThat(role(bob())).contains(Role.AUDITOR);
  }

  @Test
  void onlyAPlanThatHasItLetsPeopleInSo() {
    house.plans.enforce();

    assertThat(house.externals.isAllowed()).isFalse();
    assertThatThrownBy(() -> enter(person("1", BOB)))
        .isInstanceOfSatisfying(
            PlanFeatureException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("plan-feature");
              assertThat(problem.facts()).containsEntry("feature", "sso");
            });
    assertThat(house.users.findByEmail(BOB)).isEmpty();

    house.database.execute("update plan set features = 'sso' where name = 'FREE'");
    house.database.em().clear();
    assertThat(house.externals.isAllowed()).isTrue();
    assertThat(enter(person("1", BOB))).isInstanceOf(SignInAnswer.Welcome.class);
  }

  @Test
  void aTeamWithoutRoomTakesNobodyButLetsHimIn() {
    give("devs=developer");
    house.plans.enforce();
    house.database.execute("update plan set features = 'sso', members = 1 where name = 'FREE'");

    assertThat(enter(person("1", BOB, "devs"))).isInstanceOf(SignInAnswer.Welcome.class);
    assertThat(role(bob())).isEmpty();

    house.database.execute("update plan set members = 2 where name = 'FREE'");
    house.database.em().clear();
    enter(person("1", BOB, "devs"));
    assertThat(role(bob())).contains(Role.DEVELOPER);
    house.database.execute("update plan set members = 1 where name = 'FREE'");
    house.database.em().clear();
    enter(person("1", BOB));
    assertThat(role(bob())).isEmpty();
  }

  @Test
  void groupsThatAreNotToldTakeNothingAway() {
    give("devs=developer");
    enter(person("1", BOB, "devs"));

    enter(new ExternalPerson(ISSUER, "1", BOB, true, "B.", null));

    assertThat(role(bob())).contains(Role.DEVELOPER);
  }

  @Test
  void theLastOwnerStays() {
    give("owners=owner");
    enter(person("1", BOB, "owners"));
    house.run(() -> house.memberDesk.remove(house.in(bob()), house.ann.id()));

    enter(person("1", BOB));

    assertThat(role(bob())).contains(Role.OWNER);
    house.join(house.ann, Role.OWNER);
    enter(person("1", BOB));
    assertThat(role(bob())).isEmpty();
  }
}
