package dev.pappus.account;

import static dev.pappus.account.AccountFixture.HERE;
import static dev.pappus.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SessionDeskTest {
  @Parameter TestDatabase.Kind kind;
  private AccountFixture accounts;
  private SessionDesk desk;

  @BeforeEach
  void open() {
    accounts = new AccountFixture(TestDatabase.open(kind));
    desk =
        Injection.wire(
            new SessionDesk(),
            Injection.wire(new AccountSessionRepository(), accounts.database.em()),
            accounts.editor,
            accounts.proof,
            accounts.settings,
            accounts.audit,
            accounts.clock);
  }

  @AfterEach
  void close() {
    accounts.database.close();
  }

  private UUID begin(String agent) {
    SessionKey key = SessionKey.of(accounts.ann());
    return accounts.database.newTransaction(() -> desk.open(key, HERE, agent));
  }

  private boolean see(UUID id) {
    return accounts.database.newTransaction(() -> desk.see(id));
  }

  private void end(UUID id, String password) {
    accounts.database.newTransaction(
        () -> {
          desk.end(accounts.caller(), id, password);
          return Boolean.TRUE;
        });
  }

  @Test
  void listsOnesSessionsNewestFirst() {
    UUID first = begin("Firefox");
    UUID second = begin("a\0b" + "x".repeat(300));

    assertThat(desk.list(accounts.caller()))
        .extracting(AccountSession::id)
        .containsExactly(second, first);
    assertThat(desk.list(accounts.caller()).get(1).agent()).isEqualTo("Firefox");
    assertThat(desk.list(accounts.caller()).get(1).address()).isEqualTo(HERE);
  }

  @Test
  void endsASingleOne() {
    UUID first = begin("Firefox");
    UUID second = begin("Safari");

    end(first, PASSWORD);

    assertThat(see(first)).isFalse();
    assertThat(see(second)).isTrue();
    assertThat(desk.list(accounts.caller())).extracting(AccountSession::id).containsExactly(second);
    assertThat(accounts.database.count("audit_entry where action = 'account.end-session'"))
        .isEqualTo(1);
    assertThatThrownBy(() -> end(first, PASSWORD)).isInstanceOf(SessionNotFoundException.class);
  }

  @Test
  void asksForThePasswordFirst() {
    UUID session = begin("Firefox");

    assertThatThrownBy(() -> end(session, "wrong")).isInstanceOf(PasswordWrongException.class);

    assertThat(see(session)).isTrue();
  }

  @Test
  void endsNobodyElses() {
    UUID session = begin("Firefox");
    accounts.database.execute(
        "update account_session set user_id = '" + other() + "' where id = '" + session + "'");

    assertThatThrownBy(() -> end(session, PASSWORD)).isInstanceOf(SessionNotFoundException.class);

    assertThat(see(session)).isTrue();
    assertThat(desk.list(accounts.caller())).isEmpty();
  }

  private UUID other() {
    User bob = new User("bob@example.com", "Bob", "", false, AccountFixture.NOW);
    accounts.database.transaction(() -> accounts.users.add(bob));
    return bob.id();
  }

  @Test
  void takesDownToAMinuteWhenItWasSeen() {
    UUID session = begin("Firefox");
    Instant begun = accounts.clock.instant();
    accounts.clock.advance(Duration.ofSeconds(59));
    see(session);
    assertThat(desk.list(accounts.caller()).get(0).seenAt()).isEqualTo(begun);

    accounts.clock.advance(Duration.ofSeconds(1));
    see(session);

    assertThat(desk.list(accounts.caller()).get(0).seenAt()).isEqualTo(accounts.clock.instant());
  }

  @Test
  void showsNoneThatIsOver() {
    begin("forgotten");
    accounts.clock.advance(accounts.settings.sessionIdle().plusSeconds(1));
    assertThat(desk.list(accounts.caller())).isEmpty();
    UUID ended = begin("ended by all");
    accounts.database.execute("update account_user set session_generation = 1");

    assertThat(desk.list(accounts.caller())).isEmpty();
    UUID last = begin("new");

    assertThat(desk.list(accounts.caller())).extracting(AccountSession::id).containsExactly(last);
    assertThat(see(ended)).isFalse();
    assertThat(accounts.database.count("account_session")).isEqualTo(1);
  }

  @Test
  void goesOnWhereAllOthersWereEnded() {
    begin("other");
    UUID own = begin("own");
    SessionKey after =
        accounts.database.newTransaction(
            () -> {
              SessionKey key = accounts.editor.signOutEverywhere(accounts.caller());
              desk.goOn(own, key);
              return key;
            });

    assertThat(after.generation()).isEqualTo(1);
    assertThat(desk.list(accounts.caller())).extracting(AccountSession::id).containsExactly(own);
  }

  @Test
  void isOverWithTheSignOut() {
    UUID session = begin("Firefox");

    accounts.database.newTransaction(
        () -> {
          desk.close(session);
          desk.close(PublicId.newKey());
          return Boolean.TRUE;
        });

    assertThat(see(session)).isFalse();
  }

  @Test
  void aTokenThatSeesToTokensSeesAndEndsThem() {
    UUID session = begin("Firefox");
    Caller token = accounts.token(Grants.ofTeam(Role.OWNER.permissions()));

    assertThat(desk.list(token)).extracting(AccountSession::id).containsExactly(session);
    accounts.database.newTransaction(
        () -> {
          desk.end(token, session, "");
          return Boolean.TRUE;
        });

    assertThat(see(session)).isFalse();
    assertThatThrownBy(() -> desk.list(accounts.token())).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void aTokenNamesOneOrAll() {
    UUID one = begin("Firefox");
    UUID other = begin("Chrome");
    Caller token = accounts.token(Grants.ofTeam(Role.OWNER.permissions()));

    name(token, PublicId.format(IdKind.SESSION, one));
    assertThat(desk.list(token)).extracting(AccountSession::id).containsExactly(other);
    name(token, SessionDesk.ALL);
    assertThat(desk.list(token)).isEmpty();
    assertThatThrownBy(() -> name(token, "")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> name(token, "x")).isInstanceOf(SessionNotFoundException.class);
    assertThatThrownBy(() -> name(accounts.token(), "")).isInstanceOf(AccessDeniedException.class);
  }

  private void name(Caller caller, String session) {
    accounts.database.newTransaction(
        () -> {
          desk.end(caller, session);
          return Boolean.TRUE;
        });
  }

  @Test
  void whoHasNoPasswordHereEndsOneWithoutIt() {
    UUID session = begin("Firefox");
    accounts.database.execute("update account_user set password_hash = ''");

    end(session, "");

    assertThat(see(session)).isFalse();
  }
}
