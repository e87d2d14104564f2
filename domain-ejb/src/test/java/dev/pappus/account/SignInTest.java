package dev.pappus.account;

import static dev.pappus.account.AccountFixture.ELSEWHERE;
import static dev.pappus.account.AccountFixture.EMAIL;
import static dev.pappus.account.AccountFixture.HERE;
import static dev.pappus.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.pappus.audit.AuditEntry;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SignInTest {
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

  private SignInAnswer signIn(String email, String password, String address) {
    return accounts.signIn.withPassword(email, password, address, "");
  }

  @Test
  void letsInWhoKnowsThePassword() {
    assertThat(signIn(" Ann@Example.com", PASSWORD, HERE))
        .isEqualTo(new SignInAnswer.Welcome(new SessionKey(accounts.ann.id(), 0)));
  }

  @Test
  void saysTheSameOfAWrongPasswordAndAnUnknownAddress() {
    assertThat(signIn(EMAIL, "wrong", HERE)).isEqualTo(new SignInAnswer.Wrong());
    assertThat(signIn("bob@example.com", PASSWORD, HERE)).isEqualTo(new SignInAnswer.Wrong());
    assertThat(signIn("bob\0@example.com", PASSWORD, HERE)).isEqualTo(new SignInAnswer.Wrong());
    assertThat(signIn(EMAIL, "x".repeat(100_000), HERE)).isEqualTo(new SignInAnswer.Wrong());
  }

  /** Hashing is what takes time: a page that left it out would tell which addresses there are. */
  @Test
  void hashesAsOftenForAnUnknownAddressAsForAKnownOne() {
    List<String> hashed = new ArrayList<>();
    PasswordHasher counting =
        new PasswordHasher() {
          @Override
          public boolean matches(String password, String hash) {
            hashed.add(hash);
            return super.matches(password, hash);
          }
        };
    SignIn door =
        Injection.wire(
            new SignIn(),
            accounts.guard,
            accounts.browsers,
            accounts.directory,
            Injection.wire(
                new Authenticator(),
                accounts.users,
                counting,
                accounts.refusals.refusals(),
                accounts.clock));

    door.withPassword(EMAIL, "wrong", HERE, "");
    door.withPassword("bob@example.com", "wrong", HERE, "");

    assertThat(hashed).hasSize(2);
    assertThat(hashed)
        .extracting(hash -> hash.replaceFirst("[^$]*[$][^$]*$", ""))
        .containsOnly("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void theOwnerGetsInFromAnotherPlaceWhileSomebodyGuesses() {
    SignInAnswer last = new SignInAnswer.Wrong();
    for (int i = 0; i <= AttemptGuard.FREE_OF_ACCOUNT; i++) {
      last = signIn(EMAIL, "guess " + i, HERE);
    }

    assertThat(last).isInstanceOf(SignInAnswer.TooSoon.class);
    assertThat(signIn(EMAIL, PASSWORD, HERE)).isInstanceOf(SignInAnswer.TooSoon.class);
    assertThat(signIn(EMAIL, PASSWORD, ELSEWHERE)).isInstanceOf(SignInAnswer.Welcome.class);
  }

  @Test
  void theOwnerGetsInFromAKnownBrowserAtThePlaceOfTheGuessing() {
    String known = accounts.browsers.issue(accounts.ann.id());
    for (int i = 0; i <= AttemptGuard.FREE_OF_ACCOUNT; i++) {
      signIn(EMAIL, "guess " + i, HERE);
    }

    assertThat(signIn(EMAIL, PASSWORD, HERE)).isInstanceOf(SignInAnswer.TooSoon.class);
    assertThat(accounts.signIn.withPassword(EMAIL, "wrong", HERE, known))
        .isEqualTo(new SignInAnswer.Wrong());
    assertThat(accounts.signIn.withPassword(EMAIL, PASSWORD, HERE, known))
        .isInstanceOf(SignInAnswer.Welcome.class);
  }

  @Test
  void saysThatAnAccountIsSuspendedOnlyToWhoKnowsThePassword() {
    accounts.database.execute("update account_user set status = 'SUSPENDED'");

    assertThat(signIn(EMAIL, "wrong", HERE)).isEqualTo(new SignInAnswer.Wrong());
    assertThat(signIn(EMAIL, PASSWORD, HERE)).isEqualTo(new SignInAnswer.Suspended());
  }

  @Test
  void asksForTheSecondFactorAfterThePassword() {
    accounts.database.execute("update account_user set second_factor = true");

    assertThat(signIn(EMAIL, "wrong", HERE)).isEqualTo(new SignInAnswer.Wrong());
    assertThat(signIn(EMAIL, PASSWORD, HERE)).isInstanceOf(SignInAnswer.CodeNeeded.class);
  }

  @Test
  void anAccountWithoutAPasswordHasNone() {
    accounts.database.execute("update account_user set password_hash = ''");

    assertThat(signIn(EMAIL, "", HERE)).isEqualTo(new SignInAnswer.Wrong());
    assertThat(signIn(EMAIL, PASSWORD, HERE)).isEqualTo(new SignInAnswer.Wrong());
  }

  @Test
  void asksTheDirectoryAboutWhomWeDoNotKnow() {
    accounts.externalSettings.newAccounts = "active";
    accounts.directory.person =
        new ExternalPerson("ldap:dc=x", "1", "bob@example.com", true, "Bob", ImmutableSet.of());

    assertThat(signIn("bob", "wrong", HERE)).isEqualTo(new SignInAnswer.Wrong());
    SignInAnswer answer = signIn("bob", FakeDirectory.PASSWORD, HERE);

    User bob = accounts.users.findByEmail("bob@example.com").orElseThrow();
    assertThat(answer).isEqualTo(new SignInAnswer.Welcome(SessionKey.of(bob)));
    assertThat(accounts.refusals.written())
        .extracting(AuditEntry::action)
        .as("the wrong password, and not the right one")
        .containsExactly("console.sign-in");
  }

  @Test
  void aPasswordOfOurOwnGoesFirst() {
    accounts.directory.down = true;

    assertThat(signIn(EMAIL, PASSWORD, HERE)).isInstanceOf(SignInAnswer.Welcome.class);
    assertThatThrownBy(() -> signIn(EMAIL, "wrong", HERE))
        .isInstanceOfSatisfying(
            ExternalSignInException.class,
            problem -> assertThat(problem.code()).isEqualTo("sign-in-unavailable"));
  }

  @Test
  void guessingAtTheDirectoryIsSlowedToo() {
    accounts.directory.person =
        new ExternalPerson("ldap:dc=x", "1", "bob@example.com", true, "Bob", ImmutableSet.of());
    for (int i = 0; i < AttemptGuard.FREE_OF_ACCOUNT; i++) {
      assertThat(signIn("bob", "guess " + i, HERE)).isEqualTo(new SignInAnswer.Wrong());
    }

    assertThat(signIn("bob", FakeDirectory.PASSWORD, HERE))
        .isInstanceOf(SignInAnswer.TooSoon.class);
    assertThat(accounts.directory.asked).isEqualTo(AttemptGuard.FREE_OF_ACCOUNT);
  }

  @Test
  void aSessionEndsWithItsGenerationAndWithTheAccount() {
    SessionKey session = SessionKey.of(accounts.ann());
    assertThat(accounts.authenticator.bySession(session, null, HERE)).isPresent();

    accounts.database.execute("update account_user set session_generation = 1");
    assertThat(accounts.authenticator.bySession(session, null, HERE)).isEmpty();

    accounts.database.execute(
        "update account_user set session_generation = 0, status = 'SUSPENDED'");
    assertThat(accounts.authenticator.bySession(session, null, HERE)).isEmpty();
  }
}
