package dev.pappus.account;

import static dev.pappus.account.AccountFixture.EMAIL;
import static dev.pappus.account.AccountFixture.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.mail.MailOutboxFixture.Letter;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class RegistrarTest {
  private static final String BOB = "bob@example.com";
  private static final String PASSWORD = "a sentence of Bob";
  private static final Pattern LINK = Pattern.compile("confirm.xhtml\\?link=([0-9a-f]+)");

  @Parameter TestDatabase.Kind kind;
  private AccountFixture accounts;
  private Registrar registrar;
  private RegistrationRequests requests;
  private final List<Runnable> later = new ArrayList<>();

  @BeforeEach
  void open() {
    accounts = new AccountFixture(TestDatabase.open(kind));
    accounts.settings.registration = "open";
    accounts.settings.timeZone = "UTC";
    registrar =
        Injection.wire(
            new Registrar(),
            accounts.users,
            Injection.wire(new RegistrationRepository(), accounts.database.em()),
            accounts.mail,
            accounts.hasher,
            accounts.throttle,
            accounts.settings,
            accounts.audit,
            accounts.clock);
    requests =
        Injection.wire(
            new RegistrationRequests(),
            registrar,
            new PasswordRules(),
            accounts.throttle,
            accounts.settings);
    requests.executor = LaterExecutor.into(later);
  }

  @AfterEach
  void close() {
    accounts.database.close();
  }

  private void ask(String email, String name, String password) {
    requests.ask(email, name, password, Locale.ENGLISH, HERE);
    later.forEach(accounts.database::transaction);
    later.clear();
  }

  private String link() {
    ask(BOB, "Bob", PASSWORD);
    Letter letter = accounts.mails().get(accounts.mails().size() - 1);
    Matcher found = LINK.matcher(letter.body());
    assertThat(found.find()).as(letter.body()).isTrue();
    return found.group(1);
  }

  private UserStatus confirm(String link) {
    return confirm(link, PASSWORD);
  }

  private UserStatus confirm(String link, String password) {
    return accounts.database.newTransaction(() -> registrar.confirm(link, password, HERE));
  }

  private SignInAnswer signIn() {
    return accounts.signIn.withPassword(BOB, PASSWORD, HERE, "");
  }

  @Test
  void aConfirmedAddressHasAnAccountUnderReviewAndATeam() {
    String link = link();
    assertThat(signIn()).isEqualTo(new SignInAnswer.Wrong());

    assertThat(confirm(link)).isEqualTo(UserStatus.UNDER_REVIEW);

    assertThat(signIn()).isInstanceOf(SignInAnswer.Welcome.class);
    User bob = accounts.users.findByEmail(BOB).orElseThrow();
    Member member = accounts.authenticator.bySession(SessionKey.of(bob), null, HERE).orElseThrow();
    assertThat(member.active()).isFalse();
    assertThat(bob.installationAdministrator()).isFalse();
    assertThat(accounts.users.memberships(bob.id()))
        .singleElement()
        .satisfies(membership -> assertThat(membership.role()).isEqualTo(Role.OWNER));
    assertThat(accounts.database.count("audit_entry where action = 'account.register'"))
        .isEqualTo(1);
  }

  @Test
  void isActiveAtOnceWithoutReview() {
    accounts.settings.reviewNew = false;

    assertThat(confirm(link())).isEqualTo(UserStatus.ACTIVE);
  }

  @Test
  void aLinkWorksOnceAndEnds() {
    String used = link();
    confirm(used);
    assertThat(registrar.isGood(used)).isFalse();
    assertThatThrownBy(() -> confirm(used)).isInstanceOf(LinkGoneException.class);

    accounts.database.execute(
        "delete from membership where user_id <> '" + accounts.ann.id() + "'");
    accounts.database.execute("delete from account_user where email = '" + BOB + "'");
    String late = link();
    accounts.clock.advance(Duration.ofDays(1));
    assertThatThrownBy(() -> confirm(late)).isInstanceOf(LinkGoneException.class);
  }

  @Test
  void theNewestWishCounts() {
    String older = link();
    String newer = link();

    assertThatThrownBy(() -> confirm(older)).isInstanceOf(LinkGoneException.class);
    assertThat(registrar.isGood(newer)).isTrue();
  }

  @Test
  void tellsTheOwnerOfAnAccountAndNobodyElse() {
    requests.ask(EMAIL, "Mallory", "a sentence of mine", Locale.ENGLISH, HERE);
    requests.ask(BOB, "Bob", PASSWORD, Locale.ENGLISH, HERE);
    assertThat(accounts.mails()).isEmpty();

    later.forEach(accounts.database::transaction);

    assertThat(accounts.mails())
        .extracting(Letter::template)
        .containsExactly("account-exists", "confirm-address");
    assertThat(accounts.ann().name()).isEqualTo("Ann");
  }

  @ParameterizedTest
  @CsvSource({
    "no address, Bob, a sentence of Bob",
    "'', Bob, a sentence of Bob",
    "bob@example.com, '', a sentence of Bob",
    "bob@example.com, Bob, short",
    "bob@example.com, Bob, bob@example.com",
    "'a@example.com,b@example.com', Bob, a sentence of Bob"
  })
  void refusesWhatIsWrong(String email, String name, String password) {
    assertThatThrownBy(() -> ask(email, name, password)).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> ask("bob@example.com\r\nBcc: b@c", "Bob", PASSWORD))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void isClosedUnlessItIsOpen() {
    String link = link();
    accounts.settings.registration = "invitation";

    assertThatThrownBy(() -> ask(BOB, "Bob", PASSWORD))
        .isInstanceOf(RegistrationClosedException.class);
    assertThatThrownBy(() -> confirm(link)).isInstanceOf(RegistrationClosedException.class);
  }

  @Test
  void doesNotFillAMailboxNorTakeManyFromOnePlace() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                ask(BOB, "Bob", PASSWORD);
              }
            })
        .isInstanceOf(TooManyAttemptsException.class);
    assertThat(accounts.mails()).hasSizeLessThan(5);
  }

  /** Else a stranger could ask for an account with a password of his own and wait for the click. */
  @Test
  void makesNoAccountForWhoDoesNotKnowItsPassword() {
    String link = link();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> confirm(link, "another long sentence"))
          .isInstanceOf(PasswordWrongException.class);
    }
    assertThatThrownBy(() -> confirm(link, PASSWORD)).isInstanceOf(TooManyAttemptsException.class);
    assertThat(accounts.users.findByEmail(BOB)).isEmpty();
    accounts.clock.advance(Duration.ofMinutes(1));
    assertThat(confirm(link, PASSWORD)).isEqualTo(UserStatus.UNDER_REVIEW);
  }
}
