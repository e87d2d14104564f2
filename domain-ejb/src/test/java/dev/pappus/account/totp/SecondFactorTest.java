package dev.pappus.account.totp;

import static dev.pappus.account.AccountFixture.ELSEWHERE;
import static dev.pappus.account.AccountFixture.HERE;
import static dev.pappus.account.AccountFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccountFixture;
import dev.pappus.account.PasswordWrongException;
import dev.pappus.account.SessionKey;
import dev.pappus.account.TooManyAttemptsException;
import dev.pappus.mail.MailOutboxFixture;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class SecondFactorTest {
  @Parameter TestDatabase.Kind kind;
  private AccountFixture accounts;
  private TotpRepository factors;
  private SecondFactor factor;
  private SessionKey session;

  @BeforeEach
  void open() {
    accounts = new AccountFixture(TestDatabase.open(kind));
    factors = Injection.wire(new TotpRepository(), accounts.database.em());
    factor = factor(KeyRingFixture.of(1));
    session = new SessionKey(accounts.ann.id(), 0);
  }

  @AfterEach
  void close() {
    accounts.database.close();
  }

  private SecondFactor factor(KeyRing keys) {
    return Injection.wire(
        new SecondFactor(),
        accounts.editor,
        accounts.users,
        factors,
        accounts.mail,
        accounts.proof,
        accounts.guard,
        accounts.throttle,
        keys,
        accounts.audit,
        accounts.refusals.refusals(),
        accounts.clock);
  }

  private void begin(String password) {
    accounts.database.newTransaction(
        () -> {
          factor.begin(accounts.caller(), password);
          return Boolean.TRUE;
        });
  }

  private List<String> confirm(String code) {
    return accounts.database.newTransaction(() -> factor.confirm(accounts.caller(), code));
  }

  private byte[] pending() {
    return TotpCode.read(factor.pending(accounts.caller()).orElseThrow().key());
  }

  private String code(byte[] secret) {
    return TotpCode.of(secret, TotpCode.step(accounts.clock.instant()));
  }

  /** Sets it up, and waits until the code that did so is of the past. */
  private List<String> enrol() {
    begin(PASSWORD);
    byte[] secret = pending();
    List<String> recovery = confirm(code(secret));
    accounts.clock.advance(Duration.ofMinutes(2));
    secretOfAnn = secret;
    return recovery;
  }

  private byte[] secretOfAnn = {};

  private void check(String code, String address) {
    accounts.database.newTransaction(
        () -> {
          factor.check(session, code, address);
          return Boolean.TRUE;
        });
  }

  private void assertWrong(String code) {
    assertThatThrownBy(() -> check(code, HERE)).isInstanceOf(CodeWrongException.class);
  }

  @Test
  void countsOnlyAfterAFirstCode() {
    begin(PASSWORD);
    assertThat(accounts.ann().secondFactor()).isFalse();

    assertThatThrownBy(() -> confirm("000000")).isInstanceOf(CodeWrongException.class);
    assertThat(accounts.ann().secondFactor()).isFalse();

    assertThat(confirm(code(pending())))
        .hasSize(SecondFactor.RECOVERY_CODES)
        .doesNotHaveDuplicates();
    assertThat(accounts.ann().secondFactor()).isTrue();
  }

  @Test
  void showsTheSecretToNobodyOnceItCounts() {
    begin(PASSWORD);
    assertThat(factor.pending(accounts.caller()).orElseThrow().uri())
        .startsWith("otpauth://totp/Pappus%3Aann%40example.com?secret=")
        .endsWith("&issuer=Pappus");
    confirm(code(pending()));

    assertThat(factor.pending(accounts.caller())).isEmpty();
  }

  @Test
  void asksForThePasswordFirst() {
    assertThatThrownBy(() -> begin("wrong")).isInstanceOf(PasswordWrongException.class);

    assertThat(factor.pending(accounts.caller())).isEmpty();
  }

  @Test
  void isNotSetUpTwice() {
    enrol();

    assertThatThrownBy(() -> begin(PASSWORD)).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void isStoredSealed() {
    begin(PASSWORD);
    String key = factor.pending(accounts.caller()).orElseThrow().key();

    assertThat(accounts.database.count("account_totp where sealed_secret like '%" + key + "%'"))
        .isZero();
    assertThat(accounts.database.count("account_totp")).isEqualTo(1);
  }

  @Test
  void takesACodeWithABlankInIt() {
    enrol();
    String code = code(secretOfAnn);

    check(code.substring(0, 3) + " " + code.substring(3), HERE);
  }

  @Test
  void takesNoCodeTwice() {
    enrol();
    String code = code(secretOfAnn);
    check(code, HERE);

    assertWrong(code);
  }

  @Test
  void takesNoCodeThatIsOlderThanOneTaken() {
    enrol();
    long step = TotpCode.step(accounts.clock.instant());
    check(TotpCode.of(secretOfAnn, step + 1), HERE);

    assertWrong(TotpCode.of(secretOfAnn, step));
    assertWrong(TotpCode.of(secretOfAnn, step - 1));
  }

  @Test
  void doesNotTakeTheCodeThatSetItUpAgain() {
    begin(PASSWORD);
    String code = code(pending());
    confirm(code);

    assertWrong(code);
  }

  @Test
  void takesCodesOfClocksThatGoAStepWrong() {
    enrol();
    long step = TotpCode.step(accounts.clock.instant());

    assertWrong(TotpCode.of(secretOfAnn, step - 2));
    assertWrong(TotpCode.of(secretOfAnn, step + 2));
    check(TotpCode.of(secretOfAnn, step - 1), HERE);
    check(TotpCode.of(secretOfAnn, step + 1), HERE);
  }

  @Test
  void oneOfManyAtOnceUsesACode() throws Exception {
    enrol();
    String code = code(secretOfAnn);

    assertThat(atOnce(code)).isEqualTo(1);
  }

  @Test
  void oneOfManyAtOnceUsesARecoveryCode() throws Exception {
    List<String> recovery = enrol();

    assertThat(atOnce(recovery.get(0))).isEqualTo(1);
  }

  private long atOnce(String code) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String address = "192.0.2." + i;
      Callable<Boolean> use =
          () -> {
            try {
              check(code, address);
              return true;
            } catch (CodeWrongException wrong) {
              return false;
            }
          };
      answers.add(threads.submit(use));
    }
    long used = 0;
    for (Future<Boolean> answer : answers) {
      used += answer.get() ? 1 : 0;
    }
    threads.shutdown();
    return used;
  }

  @Test
  void takesEachRecoveryCodeOnce() {
    List<String> recovery = enrol();

    for (String code : recovery) {
      check(code, HERE);
      assertWrong(code);
    }
    assertThat(factor.codesLeft(accounts.caller())).isZero();
  }

  @Test
  void readsARecoveryCodeAsPeopleTypeIt() {
    List<String> recovery = enrol();

    check(" " + recovery.get(0).toUpperCase(Locale.ROOT).replace("-", " "), HERE);
  }

  @Test
  void storesNoRecoveryCode() {
    String code = enrol().get(0);

    assertThat(
            accounts.database.count(
                "account_recovery_code where sha256 like '%" + code.substring(0, 4) + "-%'"))
        .isZero();
    assertWrong("0000-0000-0000-0000");
    assertWrong("");
  }

  @Test
  void slowsTheGuessingOfCodesWhereverItComesFrom() {
    enrol();
    int tried = 0;
    boolean slowed = false;
    for (int i = 0; i < 100 && !slowed; i++) {
      try {
        check("000000", "192.0.2." + i);
      } catch (CodeWrongException wrong) {
        tried++;
      } catch (TooManyAttemptsException tooMany) {
        slowed = true;
      }
    }

    assertThat(slowed).isTrue();
    assertThat(tried).isLessThan(20);
  }

  @Test
  void aRecoveryCodeLetsTheOwnerInWhileSomebodyGuesses() {
    List<String> recovery = enrol();
    for (int i = 0; i < 100; i++) {
      String address = "192.0.2." + i;
      assertThatThrownBy(() -> check("000000", address))
          .isInstanceOfAny(CodeWrongException.class, TooManyAttemptsException.class);
    }

    check(recovery.get(0), ELSEWHERE);
  }

  @Test
  void endsWithPasswordAndCode() {
    enrol();

    assertThatThrownBy(() -> remove("wrong", code(secretOfAnn)))
        .isInstanceOf(PasswordWrongException.class);
    assertThatThrownBy(() -> remove(PASSWORD, "000000")).isInstanceOf(CodeWrongException.class);
    assertThat(accounts.ann().secondFactor()).isTrue();

    remove(PASSWORD, code(secretOfAnn));

    assertThat(accounts.ann().secondFactor()).isFalse();
    assertThat(accounts.database.count("account_totp")).isZero();
    assertThat(accounts.database.count("account_recovery_code")).isZero();
  }

  /** Whoever got in without it must not stay because it is gone. */
  @Test
  void itsEndEndsTheSessions() {
    enrol();
    long before = accounts.ann().sessionGeneration();

    remove(PASSWORD, code(secretOfAnn));

    assertThat(accounts.ann().sessionGeneration()).isEqualTo(before + 1);
  }

  private void remove(String password, String code) {
    accounts.database.newTransaction(
        () -> {
          factor.remove(accounts.caller(), password, code);
          return Boolean.TRUE;
        });
  }

  @Test
  void newRecoveryCodesEndTheOldOnes() {
    String old = enrol().get(0);

    List<String> anew =
        accounts.database.newTransaction(
            () -> factor.renewCodes(accounts.caller(), PASSWORD, code(secretOfAnn)));

    assertWrong(old);
    check(anew.get(0), HERE);
  }

  /** Whoever did it may not be the owner. */
  @Test
  void tellsTheOwnerOfEachChange() {
    List<String> recovery = enrol();
    check(recovery.get(0), HERE);
    List<String> anew =
        accounts.database.newTransaction(
            () -> factor.renewCodes(accounts.caller(), PASSWORD, code(secretOfAnn)));
    accounts.clock.advance(Duration.ofMinutes(2));
    remove(PASSWORD, code(secretOfAnn));

    assertThat(accounts.mails())
        .extracting(MailOutboxFixture.Letter::template)
        .containsExactly(
            "second-factor-added",
            "recovery-code-used",
            "recovery-codes-renewed",
            "second-factor-removed");
    assertThat(accounts.mails())
        .allSatisfy(
            letter -> {
              assertThat(letter.recipient()).isEqualTo(AccountFixture.EMAIL);
              assertThat(letter.body()).contains("/console/account/forgotten.xhtml");
              assertThat(letter.body()).doesNotContain(anew).doesNotContain(recovery);
            });
  }

  @Test
  void isSealedAnewWithANewKey() {
    enrol();
    KeyRing newer = KeyRingFixture.of(2, 1);
    TotpSealedStock stock = Injection.wire(new TotpSealedStock(), factors, newer);

    SealedStock.Batch first = accounts.database.newTransaction(() -> stock.rekey(null, 10));
    SealedStock.Batch second = accounts.database.newTransaction(() -> stock.rekey(null, 10));

    assertThat(first.done()).isEqualTo(1);
    assertThat(second.done()).isZero();
    factor = factor(KeyRingFixture.of(2));
    check(code(secretOfAnn), HERE);
  }
}
