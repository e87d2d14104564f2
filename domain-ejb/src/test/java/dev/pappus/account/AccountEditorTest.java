package dev.pappus.account;

import static dev.pappus.account.AccountFixture.HERE;
import static dev.pappus.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.text.InvalidTextException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AccountEditorTest {
  @Parameter TestDatabase.Kind kind;
  private AccountFixture accounts;

  @BeforeEach
  void open() {
    accounts = new AccountFixture(TestDatabase.open(kind));
  }

  @AfterEach
  void close() {
    accounts.database.close();
  }

  private void describe(String name, String language, String timeZone) {
    accounts.database.transaction(
        () -> accounts.editor.describe(accounts.caller(), name, language, timeZone));
  }

  private SessionKey change(String current, String password) {
    return accounts.database.newTransaction(
        () -> accounts.editor.changePassword(accounts.caller(), current, password, Locale.ENGLISH));
  }

  @Test
  void keepsNameLanguageAndTimeZone() {
    describe(" Anna ", "zh-CN", "Asia/Shanghai");

    User ann = accounts.ann();
    assertThat(ann.name()).isEqualTo("Anna");
    assertThat(ann.language()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(ann.timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(accounts.database.count("audit_entry where action = 'account.change'")).isEqualTo(1);
  }

  @Test
  void forgetsLanguageAndTimeZone() {
    describe("Ann", "zh-CN", "Asia/Shanghai");
    describe("Ann", "", "");

    assertThat(accounts.ann().language()).isNull();
    assertThat(accounts.ann().timeZone()).isNull();
  }

  @Test
  void refusesWhatIsNoNameLanguageOrTimeZone() {
    assertThatThrownBy(() -> describe(" ", "", "")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> describe("x".repeat(101), "", ""))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> describe("a\0", "", "")).isInstanceOf(InvalidTextException.class);
    assertThatThrownBy(() -> describe("Ann", "fr", "")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> describe("Ann", "", "Mars/Olympus"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> describe("Ann", "", "+08:00"))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void changesThePasswordAndEndsAllSessionsButThisOne() {
    SessionKey before = SessionKey.of(accounts.ann());

    SessionKey own = change(PASSWORD, "quite another one");

    assertThat(accounts.hasher.matches("quite another one", accounts.ann().passwordHash()))
        .isTrue();
    assertThat(accounts.authenticator.bySession(before, null, HERE)).isEmpty();
    assertThat(accounts.authenticator.bySession(own, null, HERE)).isPresent();
    assertThat(accounts.mails())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.template()).isEqualTo("password-changed");
              assertThat(letter.body()).doesNotContain("quite another one");
            });
  }

  @Test
  void asksForThePasswordThereIs() {
    assertThatThrownBy(() -> change("wrong", "quite another one"))
        .isInstanceOf(PasswordWrongException.class);
    assertThatThrownBy(() -> change("", "quite another one"))
        .isInstanceOf(PasswordWrongException.class);
    assertThatThrownBy(() -> change(PASSWORD, "short")).isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void slowsTheGuessingOfThePasswordThereIs() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= AttemptGuard.FREE_OF_ACCOUNT; i++) {
                assertThatThrownBy(() -> change("guess", "quite another one"))
                    .isInstanceOf(PasswordWrongException.class);
              }
            })
        .hasStackTraceContaining(TooManyAttemptsException.class.getName());
  }

  @Test
  void endsAllSessionsButThisOne() {
    SessionKey before = SessionKey.of(accounts.ann());

    SessionKey own =
        accounts.database.transaction(() -> accounts.editor.signOutEverywhere(accounts.caller()));

    assertThat(accounts.authenticator.bySession(before, null, HERE)).isEmpty();
    assertThat(accounts.authenticator.bySession(own, null, HERE)).isPresent();
  }

  @Test
  void aTokenDoesNothingThatNeedsAPassword() {
    Caller token = accounts.token(Grants.ofTeam(Role.OWNER.permissions()));

    assertThatThrownBy(() -> accounts.editor.get(token)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(
            () ->
                accounts.editor.changePassword(
                    token, PASSWORD, "another long sentence", Locale.ENGLISH))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void aTokenThatSeesToTokensSeesToItsOwnersAccount() {
    Caller token = accounts.token(Grants.ofTeam(Role.OWNER.permissions()));
    SessionKey before = SessionKey.of(accounts.ann());

    accounts.database.newTransaction(
        () -> accounts.editor.describe(token, null, "zh-CN", "Asia/Shanghai"));
    accounts.database.newTransaction(() -> accounts.editor.signOutEverywhere(token));

    assertThat(accounts.ann().name()).isEqualTo("Ann");
    assertThat(accounts.ann().timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(accounts.authenticator.bySession(before, null, HERE)).isEmpty();
  }

  @Test
  void anotherTokenDoesNot() {
    Caller token = accounts.token();

    assertThatThrownBy(() -> accounts.editor.signOutEverywhere(token))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> accounts.editor.describe(token, "Mallory", null, null))
        .isInstanceOf(AccessDeniedException.class);
    Caller ofOneApp = accounts.token(Grants.ofApp(UUID.randomUUID(), Role.OWNER.permissions()));
    assertThatThrownBy(() -> accounts.editor.signOutEverywhere(ofOneApp))
        .isInstanceOf(AccessDeniedException.class);
  }
}
