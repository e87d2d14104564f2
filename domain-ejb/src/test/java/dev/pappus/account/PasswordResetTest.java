package dev.pappus.account;

import static dev.pappus.account.AccountFixture.EMAIL;
import static dev.pappus.account.AccountFixture.HERE;
import static dev.pappus.account.AccountFixture.PASSWORD;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
class PasswordResetTest {
  private static final String NEW = "an entirely new one";
  private static final Pattern LINK =
      Pattern.compile("https://pappus.example.com/console/account/reset.xhtml\\?link=([0-9a-f]+)");

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

  private void send(String email) {
    accounts.database.transaction(() -> accounts.reset.send(email, Locale.ENGLISH, HERE));
  }

  /** Asks for a link and takes it out of the message. */
  private String link() {
    send(EMAIL);
    Letter letter = accounts.mails().get(accounts.mails().size() - 1);
    Matcher found = LINK.matcher(letter.body());
    assertThat(found.find()).as(letter.body()).isTrue();
    return found.group(1);
  }

  private void reset(String link, String password) {
    accounts.database.newTransaction(
        () -> {
          accounts.reset.reset(link, password, Locale.ENGLISH, HERE);
          return Boolean.TRUE;
        });
  }

  private boolean knows(String password) {
    return accounts.hasher.matches(password, accounts.ann().passwordHash());
  }

  private void assertGone(String link) {
    assertThat(accounts.reset.isGood(link)).isFalse();
    assertThatThrownBy(() -> reset(link, NEW)).isInstanceOf(LinkGoneException.class);
  }

  @Test
  void aLinkGivesANewPasswordAndEndsAllSessions() {
    SessionKey session = SessionKey.of(accounts.ann());
    String link = link();
    assertThat(accounts.reset.isGood(link)).isTrue();

    reset(link, NEW);

    assertThat(knows(NEW)).isTrue();
    assertThat(knows(PASSWORD)).isFalse();
    assertThat(accounts.authenticator.bySession(session, null, HERE)).isEmpty();
    assertThat(accounts.mails())
        .extracting(Letter::template)
        .containsExactly("password-reset", "password-changed");
    assertThat(accounts.database.count("audit_entry where action = 'account.reset-password'"))
        .isEqualTo(1);
  }

  @Test
  void aLinkWorksOnce() {
    String link = link();
    reset(link, NEW);

    assertGone(link);
  }

  @Test
  void aLinkEnds() {
    String link = link();

    accounts.clock.advance(Duration.ofMinutes(30));

    assertGone(link);
    assertThat(knows(PASSWORD)).isTrue();
  }

  @Test
  void aNewerLinkEndsTheOlder() {
    String older = link();
    String newer = link();

    assertGone(older);
    assertThat(accounts.reset.isGood(newer)).isTrue();
  }

  @Test
  void aChangedPasswordEndsTheLink() {
    String link = link();
    accounts.database.transaction(
        () ->
            accounts.editor.changePassword(
                accounts.caller(), PASSWORD, "quite another one", Locale.ENGLISH));

    assertGone(link);
  }

  @Test
  void aSuspendedAccountHasNoLinks() {
    String link = link();
    accounts.database.execute("update account_user set status = 'SUSPENDED'");
    send(EMAIL);

    assertThat(accounts.mails()).hasSize(1);
    assertThatThrownBy(() -> reset(link, NEW)).isInstanceOf(LinkGoneException.class);
  }

  @Test
  void aPasswordThatIsRefusedDoesNotUseUpTheLink() {
    String link = link();

    assertThatThrownBy(() -> reset(link, "short")).isInstanceOf(InvalidFieldException.class);

    reset(link, NEW);
    assertThat(knows(NEW)).isTrue();
  }

  @Test
  void storesNoLinkThatCouldBeUsed() {
    String link = link();

    assertThat(accounts.database.count("account_link where sha256 = '" + link + "'")).isZero();
    assertGone(
        accounts
            .database
            .em()
            .createQuery("select l.sha256 from AccountLink l", String.class)
            .getSingleResult());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "' or 1=1 --", "\0", "0000"})
  void knowsNoOtherLinks(String link) {
    assertGone(link);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bob@example.com", "ann@example.com\0", "ann@example.com\nBcc: b@c"})
  void doesNothingForAnUnknownAddress(String email) {
    send(email);

    assertThat(accounts.mails()).isEmpty();
    assertThat(accounts.database.count("account_link")).isZero();
  }

  @Test
  void doesNotFillAMailbox() {
    for (int i = 0; i < 50; i++) {
      send(EMAIL);
    }

    assertThat(accounts.mails()).hasSizeLessThan(5);
  }

  @Test
  void oneOfTwoAtOnceUsesALink() throws Exception {
    String link = link();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Boolean>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Callable<Boolean> use =
          () -> {
            try {
              reset(link, NEW);
              return true;
            } catch (LinkGoneException gone) {
              return false;
            }
          };
      both.add(threads.submit(use));
    }

    assertThat(List.of(both.get(0).get(), both.get(1).get()))
        .containsExactlyInAnyOrder(true, false);
    threads.shutdown();
  }

  @Test
  void answersBeforeItLooksWhetherThereIsAnAccount() {
    List<Runnable> later = new ArrayList<>();
    ResetRequests requests = Injection.wire(new ResetRequests(), accounts.reset, accounts.throttle);
    requests.executor = LaterExecutor.into(later);

    requests.ask(EMAIL, Locale.ENGLISH, HERE);
    requests.ask("bob@example.com", Locale.ENGLISH, HERE);

    assertThat(accounts.mails()).isEmpty();
    assertThat(later).hasSize(2);
    later.forEach(accounts.database::transaction);
    assertThat(accounts.mails()).hasSize(1);
  }

  @Test
  void slowsWhoAsksForMany() {
    ResetRequests requests = Injection.wire(new ResetRequests(), accounts.reset, accounts.throttle);
    requests.executor = LaterExecutor.into(new ArrayList<>());

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                requests.ask("user" + i + "@example.com", Locale.ENGLISH, HERE);
              }
            })
        .isInstanceOf(TooManyAttemptsException.class);
  }
}
