package dev.pappus.account;

import static dev.pappus.account.AccountFixture.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.audit.Refusals;
import dev.pappus.mail.MailOutboxFixture.Letter;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AccountDeskTest {
  @Parameter TestDatabase.Kind kind;
  private AccountFixture accounts;
  private AccountDesk desk;

  private final Caller administrator =
      new Caller(PublicId.newKey(), ActorKind.USER, PublicId.newKey(), "root", Grants.ALL, HERE);

  @BeforeEach
  void open() {
    accounts = new AccountFixture(TestDatabase.open(kind));
    desk =
        Injection.wire(
            new AccountDesk(),
            AccessFixture.control(),
            accounts.users,
            accounts.mail,
            accounts.audit);
  }

  @AfterEach
  void close() {
    accounts.database.close();
  }

  private void status(UserStatus status) {
    accounts.database.execute("update account_user set status = '" + status + "'");
  }

  private UserStatus after(Supplier<User> doing) {
    return accounts.database.newTransaction(doing::get).status();
  }

  private UUID ann() {
    return accounts.ann.id();
  }

  @Test
  void approvesAnAccountUnderReview() {
    status(UserStatus.UNDER_REVIEW);
    assertThat(desk.page(administrator, UserStatus.UNDER_REVIEW, PageRequest.first()).items())
        .containsExactly(accounts.ann);

    assertThat(after(() -> desk.approve(administrator, ann(), ""))).isEqualTo(UserStatus.ACTIVE);

    assertThat(desk.page(administrator, UserStatus.UNDER_REVIEW, PageRequest.first()).items())
        .isEmpty();
    assertThat(accounts.mails()).extracting(Letter::template).containsExactly("account-approved");
    assertThat(
            accounts.database.count(
                "audit_entry where action = 'account.approve' and team_id = '"
                    + Refusals.INSTALLATION
                    + "'"))
        .isEqualTo(1);
  }

  @Test
  void suspendsAnAccountAndEndsItsSessions() {
    SessionKey session = SessionKey.of(accounts.ann());

    assertThat(after(() -> desk.suspend(administrator, ann(), ""))).isEqualTo(UserStatus.SUSPENDED);
    assertThat(accounts.authenticator.bySession(session, null, HERE)).isEmpty();

    assertThat(after(() -> desk.reactivate(administrator, ann(), ""))).isEqualTo(UserStatus.ACTIVE);
    assertThat(accounts.authenticator.bySession(session, null, HERE)).isEmpty();
    assertThat(accounts.mails())
        .extracting(Letter::template)
        .containsExactly("account-suspended", "account-reactivated");
  }

  @Test
  void saysNothingTwice() {
    after(() -> desk.suspend(administrator, ann(), ""));
    after(() -> desk.suspend(administrator, ann(), ""));

    assertThat(accounts.mails()).hasSize(1);
    assertThat(accounts.database.count("audit_entry where action = 'account.suspend'"))
        .isEqualTo(1);
  }

  @Test
  void doesNotApproveTheSuspendedNorReactivateTheUnreviewed() {
    status(UserStatus.SUSPENDED);
    assertThatThrownBy(() -> after(() -> desk.approve(administrator, ann(), "")))
        .isInstanceOf(AccessDeniedException.class);

    status(UserStatus.UNDER_REVIEW);
    assertThatThrownBy(() -> after(() -> desk.reactivate(administrator, ann(), "")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void takesAStateAndAReasonForTheAudit() {
    status(UserStatus.UNDER_REVIEW);
    assertThat(after(() -> desk.change(administrator, ann(), "ACTIVE", "known to us")))
        .isEqualTo(UserStatus.ACTIVE);
    assertThat(after(() -> desk.change(administrator, ann(), "SUSPENDED", "left")))
        .isEqualTo(UserStatus.SUSPENDED);
    assertThat(after(() -> desk.change(administrator, ann(), "ACTIVE", "")))
        .isEqualTo(UserStatus.ACTIVE);

    assertThat(
            accounts.database.count("audit_entry where after_state like '%\"reason\":\"left\"%'"))
        .isEqualTo(1);
    assertThat(accounts.mails())
        .extracting(Letter::template)
        .containsExactly("account-approved", "account-suspended", "account-reactivated");
  }

  @Test
  void refusesAnotherStateAndTooLongAReason() {
    for (String status : List.of("UNDER_REVIEW", "active", "")) {
      assertThatThrownBy(() -> after(() -> desk.change(administrator, ann(), status, "")))
          .isInstanceOf(InvalidFieldException.class);
    }
    assertThatThrownBy(
            () -> after(() -> desk.change(administrator, ann(), "SUSPENDED", "x".repeat(501))))
        .isInstanceOf(InvalidFieldException.class);
    assertThat(accounts.ann().status()).isEqualTo(UserStatus.ACTIVE);
  }

  @Test
  void showsEverybodyTheOwnAccount() {
    assertThat(desk.own(accounts.caller()).email()).isEqualTo(AccountFixture.EMAIL);
    assertThatThrownBy(() -> desk.own(administrator)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> desk.get(accounts.caller(), ann()))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void nobodySuspendsTheOwnAccount() {
    Caller self = new Caller(PublicId.newKey(), ActorKind.USER, ann(), "ann", Grants.ALL, HERE);

    assertThatThrownBy(() -> after(() -> desk.suspend(self, ann(), "")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void isNotForOwnersOfTeams() {
    Caller owner = accounts.caller();

    assertThatThrownBy(() -> desk.page(owner, null, PageRequest.first()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> desk.approve(owner, ann(), ""))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> desk.suspend(owner, PublicId.newKey(), ""))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void knowsNoOtherAccounts() {
    assertThatThrownBy(() -> after(() -> desk.suspend(administrator, PublicId.newKey(), "")))
        .isInstanceOf(AccountNotFoundException.class);
  }

  @Test
  void listsAllPageByPage() {
    for (int i = 0; i < 3; i++) {
      User other = new User("user" + i + "@example.com", "User", "", false, Instant.EPOCH);
      accounts.database.transaction(() -> accounts.users.add(other));
    }

    var first = desk.page(administrator, null, PageRequest.of(3, null));
    var second = desk.page(administrator, null, PageRequest.of(3, first.next()));

    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).containsExactly(accounts.ann);
    assertThat(second.next()).isNull();
  }
}
