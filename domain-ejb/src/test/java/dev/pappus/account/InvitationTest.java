package dev.pappus.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class InvitationTest {
  private static final String PASSWORD = "a long enough sentence";

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

  private Invitation invite(User by, String email, String role, @Nullable UUID appId) {
    return house.run(
        () -> house.invitationDesk.invite(house.in(by), new InvitationDraft(email, role, appId)));
  }

  /** Invites Bob as a developer. */
  private String invited() {
    invite(house.ann, "bob@example.com", "developer", null);
    return secret();
  }

  private String secret() {
    return house.secrets.get(house.secrets.size() - 1);
  }

  private void register(String secret) {
    house.run(() -> house.acceptor.register(secret, "Bob", PASSWORD, AccountHouse.HERE));
  }

  private UUID join(User user, String secret) {
    return house.run(() -> house.acceptor.join(user.id(), secret, AccountHouse.HERE));
  }

  private static void assertRefused(String code, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(DomainException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void letsSomebodyNewIn() {
    String secret = invited();

    assertThat(house.acceptor.open(secret).orElseThrow().known()).isFalse();
    register(secret);

    User bob = house.users.findByEmail("bob@example.com").orElseThrow();
    assertThat(house.in(bob).grants().team()).isEqualTo(Role.DEVELOPER.permissions());
    assertThat(bob.installationAdministrator()).isFalse();
    assertThat(house.authenticator.byPassword("bob@example.com", PASSWORD)).contains(bob);
    assertThat(house.audited()).containsExactly("invitation.create", "invitation.accept");
  }

  @Test
  void letsSomebodyInWhoHasAnAccount() {
    User bob = AccountHouse.user("bob@example.com");
    house.add(bob);
    String secret = invited();

    assertThat(house.acceptor.open(secret).orElseThrow().known()).isTrue();
    assertThat(house.acceptor.isFor(bob.id(), secret)).isTrue();
    assertThat(join(bob, secret)).isEqualTo(house.team.id());

    assertThat(house.in(bob).grants().team()).isEqualTo(Role.DEVELOPER.permissions());
  }

  @Test
  void letsSomebodyInForOneApp() {
    invite(house.ann, "bob@example.com", "tester", house.app.id());

    assertThat(house.letters.get(0).get("team")).isEqualTo("Example (Ours)");
    register(secret());

    User bob = house.users.findByEmail("bob@example.com").orElseThrow();
    assertThat(house.in(bob).grants().team()).isEmpty();
    assertThat(house.in(bob).grants().reaches(house.app.id())).isTrue();
    assertThat(house.in(bob).grants().reaches(house.another.id())).isFalse();
  }

  @Test
  void isUsedOnce() {
    String secret = invited();
    register(secret);
    User bob = house.users.findByEmail("bob@example.com").orElseThrow();

    assertRefused("invitation-closed", () -> register(secret));
    assertRefused("invitation-closed", () -> join(bob, secret));
    assertThat(house.acceptor.open(secret).orElseThrow().state())
        .isEqualTo(Invitation.State.ACCEPTED);

    house.run(() -> house.memberDesk.remove(house.in(house.ann), bob.id()));
    assertRefused("invitation-closed", () -> join(bob, secret));
  }

  @Test
  void takesNoMoreInThanThePlanAllows() {
    house.plans.enforce();
    house.database.execute("update plan set members = 2 where name = 'FREE'");
    String first = invited();
    invite(house.ann, "carl@example.com", "tester", null);
    String second = secret();
    register(first);

    assertRefused("plan-limit", () -> register(second));
    assertRefused("plan-limit", () -> invite(house.ann, "dan@example.com", "tester", null));

    assertThat(house.database.count("membership")).isEqualTo(2);
    assertThat(house.acceptor.open(second).orElseThrow().state()).isEqualTo(Invitation.State.OPEN);
    invite(house.ann, "eve@example.com", "tester", house.app.id());
    register(secret());
    house.database.execute("update plan set members = 3 where name = 'FREE'");
    register(second);
    assertThat(house.database.count("membership")).isEqualTo(3);
  }

  @Test
  void endsWithItsTime() {
    String secret = invited();
    house.clock.advance(Duration.ofDays(7));

    assertRefused("invitation-closed", () -> register(secret));
    assertThat(house.acceptor.open(secret).orElseThrow().state())
        .isEqualTo(Invitation.State.EXPIRED);
    assertThat(house.database.count("account_user")).isEqualTo(1);
  }

  @Test
  void endsWhenItIsWithdrawn() {
    String secret = invited();
    UUID id =
        house.invitationDesk.page(house.in(house.ann), PageRequest.first()).items().get(0).id();

    house.run(() -> house.invitationDesk.withdraw(house.in(house.ann), id));

    assertRefused("invitation-closed", () -> register(secret));
    assertRefused(
        "invitation-closed",
        () -> house.run(() -> house.invitationDesk.resend(house.in(house.ann), id)));
    assertThat(house.invitationDesk.page(house.in(house.ann), PageRequest.first()).items())
        .isEmpty();
  }

  @Test
  void sentAgainItIsAsNewAndTheOldLinkIsWorthNothing() {
    String old = invited();
    UUID id =
        house.invitationDesk.page(house.in(house.ann), PageRequest.first()).items().get(0).id();
    house.clock.advance(Duration.ofDays(8));

    house.run(() -> house.invitationDesk.resend(house.in(house.ann), id));

    assertRefused("invitation-not-found", () -> register(old));
    assertThat(house.acceptor.open(old)).isEmpty();
    register(secret());
    assertThat(house.users.findByEmail("bob@example.com")).isPresent();
  }

  @Test
  void isForItsAddressAlone() {
    User eve = AccountHouse.user("eve@example.com");
    house.add(eve);
    String secret = invited();

    assertThat(house.acceptor.isFor(eve.id(), secret)).isFalse();
    assertRefused("forbidden", () -> join(eve, secret));
    assertThat(house.acceptor.open(secret).orElseThrow().state()).isEqualTo(Invitation.State.OPEN);
  }

  @Test
  void givesNoSecondAccountToAnAddress() {
    house.add(AccountHouse.user("bob@example.com"));
    String secret = invited();

    assertRefused("account-exists", () -> register(secret));
  }

  @Test
  void aWrongSecretOpensNothing() {
    invited();

    assertThat(house.acceptor.open("")).isEmpty();
    assertThat(house.acceptor.open("0".repeat(48))).isEmpty();
    assertRefused("invitation-not-found", () -> register("0".repeat(48)));
  }

  @Test
  void storesNoSecret() {
    String secret = invited();

    assertThat(secret).hasSize(48);
    assertThat(house.database.count("invitation where sha256 = '" + secret + "'")).isZero();
    assertThat(house.database.count("invitation where sha256 = '" + TokenText.sha256(secret) + "'"))
        .isEqualTo(1);
    assertThat(house.database.count("mail_outbox where sealed_body like '%" + secret + "%'"))
        .isZero();
    assertThat(house.database.count("audit_entry where after_state like '%" + secret + "%'"))
        .isZero();
  }

  @Test
  void takesAWeakPasswordOfNobody() {
    String secret = invited();

    assertThatThrownBy(
            () ->
                house.run(() -> house.acceptor.register(secret, "Bob", "short", AccountHouse.HERE)))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(
            () ->
                house.run(() -> house.acceptor.register(secret, " ", PASSWORD, AccountHouse.HERE)))
        .isInstanceOf(InvalidFieldException.class);
    register(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bob", "bob@", "a@b, c@d", "bob@example.com\r\nBcc: eve@example.com"})
  void invitesNoAddressThatIsNone(String email) {
    assertThatThrownBy(() -> invite(house.ann, email, "tester", null))
        .isInstanceOf(InvalidFieldException.class);
    assertThat(house.letters).isEmpty();
  }

  @Test
  void invitesNobodyTwice() {
    invited();

    assertRefused("already-invited", () -> invite(house.ann, "BOB@example.com", "tester", null));
    invite(house.ann, "bob@example.com", "tester", house.app.id());
    assertRefused("already-member", () -> invite(house.ann, "ann@example.com", "tester", null));
    assertRefused(
        "already-member", () -> invite(house.ann, "ann@example.com", "tester", house.app.id()));
  }

  @Test
  void letsOwnersAloneInviteOwners() {
    User adam = house.member("adam@example.com", Role.ADMIN);

    assertRefused("forbidden", () -> invite(adam, "bob@example.com", "owner", null));
    Invitation invitation = invite(house.ann, "bob@example.com", "owner", null);
    assertRefused(
        "forbidden",
        () -> house.run(() -> house.invitationDesk.withdraw(house.in(adam), invitation.id())));
    assertRefused(
        "forbidden",
        () -> house.run(() -> house.invitationDesk.resend(house.in(adam), invitation.id())));
    invite(adam, "carl@example.com", "admin", null);
  }

  @Test
  void letsNobodyInForAnAppAsOneWhoRunsTheTeam() {
    assertThatThrownBy(() -> invite(house.ann, "bob@example.com", "admin", house.app.id()))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void isForThoseWhoManageMembers() {
    User dan = house.member("dan@example.com", Role.DEVELOPER);

    assertRefused("forbidden", () -> invite(dan, "bob@example.com", "tester", null));
    assertRefused("forbidden", () -> invite(dan, "bob@example.com", "tester", house.app.id()));
    assertRefused(
        "app-not-found", () -> invite(house.ann, "bob@example.com", "tester", house.foreign.id()));
  }

  @Test
  void knowsNoInvitationsOfOtherTeams() {
    Invitation foreign =
        new Invitation(
            house.otherTeam.id(),
            new InvitationGrant("bob@example.com", Role.TESTER, null),
            "eve@example.com",
            TokenText.sha256("x"),
            AccountHouse.NOW.plusSeconds(60),
            AccountHouse.NOW);
    house.add(foreign);

    assertRefused(
        "invitation-not-found",
        () -> house.run(() -> house.invitationDesk.withdraw(house.in(house.ann), foreign.id())));
    assertRefused(
        "invitation-not-found",
        () -> house.run(() -> house.invitationDesk.resend(house.in(house.ann), foreign.id())));
    assertThat(house.invitationDesk.page(house.in(house.ann), PageRequest.first()).items())
        .isEmpty();
  }
}
