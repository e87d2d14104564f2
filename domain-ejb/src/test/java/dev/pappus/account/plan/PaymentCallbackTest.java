package dev.pappus.account.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.account.TeamNotFoundException;
import dev.pappus.account.UnauthenticatedException;
import dev.pappus.account.UserRepository;
import dev.pappus.plan.PlanFixture;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.HmacSha256;
import dev.pappus.shared.time.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The two ways in which a payment becomes known. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class PaymentCallbackTest {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final byte[] BODY = "{\"payment\":\"1\"}".getBytes(StandardCharsets.UTF_8);

  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T10:00:00Z"));
  private TestDatabase database;
  private PlanFixture plans;
  private PaymentDesk desk;
  private PaymentCallback callback;
  private Caller administrator;
  private UUID team;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    plans = new PlanFixture(database, clock).paymentSecret(SECRET);
    UserRepository users = Injection.wire(new UserRepository(), database.em());
    desk = Injection.wire(new PaymentDesk(), AccessFixture.control(), users, plans.book);
    callback = Injection.wire(new PaymentCallback(), plans.settings, desk, clock);
    Team acme = new Team("Acme", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), clock.instant());
    team = acme.id();
    database.transaction(() -> database.em().persist(acme));
    administrator = AccessFixture.caller(team);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static String id(UUID team) {
    return PublicId.format(IdKind.TEAM, team);
  }

  private String now() {
    return Long.toString(clock.instant().getEpochSecond());
  }

  private static String sign(byte[] key, String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(HmacSha256.of(key, head, body));
  }

  private void refuses(
      @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
    assertThatThrownBy(() -> callback.verify(id, timestamp, signature, body))
        .isInstanceOfSatisfying(
            UnauthenticatedException.class,
            refusal -> assertThat(refusal.detail()).isEqualTo("The message is not signed."));
  }

  @Test
  void takesWhatIsSignedWithTheSecret() {
    String signature = sign(new byte[32], "msg_1", now(), BODY);

    assertThatCode(() -> callback.verify("msg_1", now(), signature, BODY))
        .doesNotThrowAnyException();
    assertThatCode(() -> callback.verify("msg_1", now(), "v1,AAAA v2,xyz " + signature, BODY))
        .doesNotThrowAnyException();
  }

  @Test
  void takesAPlainSecretToo() {
    plans.paymentSecret("a-secret-of-more-than-24-bytes");
    String signature =
        sign(
            "a-secret-of-more-than-24-bytes".getBytes(StandardCharsets.UTF_8),
            "msg_1",
            now(),
            BODY);

    assertThatCode(() -> callback.verify("msg_1", now(), signature, BODY))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsNotSignedOrSignedForSomethingElse() {
    String signature = sign(new byte[32], "msg_1", now(), BODY);

    refuses(null, now(), signature, BODY);
    refuses("msg_1", null, signature, BODY);
    refuses("msg_1", now(), null, BODY);
    refuses("msg_1", now(), "", BODY);
    refuses("msg_1", now(), signature.substring(3), BODY);
    refuses("msg_2", now(), signature, BODY);
    refuses("msg_1", Long.toString(clock.instant().getEpochSecond() + 1), signature, BODY);
    refuses("msg_1", now(), signature, "{}".getBytes(StandardCharsets.UTF_8));
    refuses("msg_1", now(), sign(new byte[] {1}, "msg_1", now(), BODY), BODY);
    refuses("msg_1", "soon", sign(new byte[32], "msg_1", "soon", BODY), BODY);
  }

  @Test
  void refusesWhatIsFiveMinutesOffEitherWay() {
    String then = now();
    String signature = sign(new byte[32], "msg_1", then, BODY);

    clock.advance(PaymentCallback.TOLERANCE);
    assertThatCode(() -> callback.verify("msg_1", then, signature, BODY))
        .doesNotThrowAnyException();

    clock.advance(Duration.ofSeconds(1));
    refuses("msg_1", then, signature, BODY);

    clock.advance(Duration.ofMinutes(-10).minusSeconds(2));
    refuses("msg_1", then, signature, BODY);
  }

  @Test
  void listensToNobodyWithoutASecret() {
    PaymentCallback deaf =
        Injection.wire(
            new PaymentCallback(), new PlanFixture(database, clock).settings, desk, clock);

    assertThatThrownBy(
            () -> deaf.verify("msg_1", now(), sign(new byte[32], "msg_1", now(), BODY), BODY))
        .isInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void paysUntilTheEndOfTheLastDayInTheTeamsZone() {
    assertThat(callback.take(id(team), "1", "R-1", "PROFESSIONAL", "2027-11-30").fresh()).isTrue();
    assertThat(callback.take(id(team), "1", "R-1", "PROFESSIONAL", "2027-11-30").fresh()).isFalse();

    assertThat(plans.gate.standing(team).paidUntil())
        .isEqualTo(Instant.parse("2027-11-30T16:00:00Z"));
  }

  @Test
  void refusesATeamOrADayThatDoesNotExist() {
    assertThatThrownBy(
            () -> callback.take(id(new UUID(1, 1)), "1", "R-1", "PROFESSIONAL", "2027-11-30"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> callback.take("acme", "1", "R-1", "PROFESSIONAL", "2027-11-30"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> callback.take(id(team), null, "R-1", "PROFESSIONAL", "2027-11-30"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> callback.take(id(team), "1", " ", "PROFESSIONAL", "2027-11-30"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> callback.take(id(team), "1", "R-1", "PROFESSIONAL", "2027-11-31"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(
            () -> callback.take(id(team), "1", "R-1", "PROFESSIONAL", "+999999999-12-31"))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void letsAnAdministratorMarkATeamAsPaidOnceForEachReceipt() {
    desk.markPaid(administrator, team, "PROFESSIONAL", "2027-11-30", "2026-0042");

    assertThat(plans.gate.standing(team).plan().name()).isEqualTo("PROFESSIONAL");
    assertThatThrownBy(
            () -> desk.markPaid(administrator, team, "PROFESSIONAL", "2028-11-30", "2026-0042"))
        .isInstanceOfSatisfying(
            DomainException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("payment-known"));
    assertThatThrownBy(
            () ->
                desk.markPaid(
                    administrator, new UUID(1, 1), "PROFESSIONAL", "2027-11-30", "2026-0043"))
        .isInstanceOf(TeamNotFoundException.class);
  }

  @Test
  void letsNobodyElseMarkATeamAsPaid() {
    Caller owner = AccessFixture.caller(team, Role.OWNER);

    assertThatThrownBy(() -> desk.markPaid(owner, team, "PROFESSIONAL", "2027-11-30", "R"))
        .isInstanceOf(AccessDeniedException.class);
  }
}
