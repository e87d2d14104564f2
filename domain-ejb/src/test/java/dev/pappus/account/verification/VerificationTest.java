package dev.pappus.account.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.inject.FixedInstance;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.page.PageRequest;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.problem.UnavailableException;
import dev.pappus.shared.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Desk, writer, sealing and repository together. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class VerificationTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String NUMBER = "110101199003071234";

  @Parameter TestDatabase.Kind kind;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private TestDatabase database;
  private VerificationRepository verifications;
  private UserRepository users;
  private VerificationDesk desk;
  private Caller owner;
  private Caller administrator;

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    verifications = Injection.wire(new VerificationRepository(), database.em());
    users = Injection.wire(new UserRepository(), database.em());
    desk = desk(KeyRingFixture.of(1));
    owner = member("Acme");
    administrator = member("Operators");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Caller member(String name) {
    Team team = new Team(name, Locale.ENGLISH, ZoneId.of("UTC"), NOW);
    database.transaction(() -> database.em().persist(team));
    return AccessFixture.caller(team.id());
  }

  private VerificationDesk desk(KeyRing keyRing, RealNameVerifier... verifiers) {
    RealNames names = Injection.wire(new RealNames(), keyRing, users);
    VerificationWriter writer =
        Injection.wire(
            new VerificationWriter() {
              @Override
              public VerificationView submit(Caller caller, String name, String number) {
                return database.newTransaction(() -> super.submit(caller, name, number));
              }

              @Override
              public VerificationView decide(Caller caller, UUID id, @Nullable String reason) {
                return database.newTransaction(() -> super.decide(caller, id, reason));
              }
            },
            verifications,
            names,
            Injection.wire(new AuditTrail(), database.em(), clock),
            clock);
    return Injection.wire(
        new VerificationDesk(),
        AccessFixture.control(),
        verifications,
        names,
        writer,
        new FixedInstance<>(List.of(verifiers)));
  }

  private UUID submit() {
    return Objects.requireNonNull(desk.submit(owner, "Ada Lovelace", NUMBER).id());
  }

  @Test
  void waitsForADecisionAndShowsTheNumberMasked() {
    assertThat(desk.own(owner).status()).isEqualTo(VerificationStatus.NONE);

    submit();

    VerificationView view = desk.own(owner);
    assertThat(view.status()).isEqualTo(VerificationStatus.SUBMITTED);
    assertThat(view.name()).isEqualTo("Ada Lovelace");
    assertThat(view.maskedNumber()).endsWith("1234").doesNotContain("1101").hasSize(18);
  }

  @Test
  void keepsNeitherNameNorNumberInTheClear() {
    submit();

    assertThat(
            database.count(
                "real_name_verification where sealed_name like '%Ada%' or sealed_number like"
                    + " '%1990%'"))
        .isZero();
    assertThat(
            database.count(
                "audit_entry where action = 'verification.submit' and after_state like '%1234%'"))
        .isEqualTo(1);
    assertThat(
            database.count(
                "audit_entry where after_state like '%1990%' or after_state like '%Ada%'"))
        .isZero();
  }

  @Test
  void isDecidedByAnAdministratorOfTheInstallation() {
    UUID id = submit();

    assertThat(desk.queue(administrator, VerificationStatus.SUBMITTED, PageRequest.first()).items())
        .extracting(VerificationView::teamName)
        .containsExactly("Acme");
    desk.approve(administrator, id);

    assertThat(verifications.status(owner.teamId())).isEqualTo(VerificationStatus.APPROVED);
    assertThat(verifications.status(administrator.teamId())).isEqualTo(VerificationStatus.NONE);
    assertThat(desk.queue(administrator, VerificationStatus.SUBMITTED, PageRequest.first()).items())
        .isEmpty();
    assertThat(database.count("audit_entry where action = 'verification.approve'")).isEqualTo(1);
  }

  @Test
  void forgetsNameAndNumberOnceRejectedAndLetsTheTeamSubmitAgain() {
    UUID id = submit();

    desk.reject(administrator, id, "The number has a digit too many.");

    VerificationView rejected = desk.own(owner);
    assertThat(rejected.status()).isEqualTo(VerificationStatus.REJECTED);
    assertThat(rejected.reason()).isEqualTo("The number has a digit too many.");
    assertThat(rejected.name()).isEmpty();
    assertThat(database.count("real_name_verification where sealed_number is not null")).isZero();
    assertThat(submit()).isNotEqualTo(id);
    assertThat(desk.own(owner).status()).isEqualTo(VerificationStatus.SUBMITTED);
  }

  @Test
  void refusesToSubmitWhileOneWaitsOrHolds() {
    UUID id = submit();

    assertThatThrownBy(this::submit)
        .isInstanceOfSatisfying(
            VerificationStateException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("verification-state");
              assertThat(refusal.facts()).containsEntry("state", "SUBMITTED");
            });
    desk.approve(administrator, id);
    assertThatThrownBy(this::submit).isInstanceOf(VerificationStateException.class);
  }

  @Test
  void refusesToDecideTwiceAndAboutWhatIsNotThere() {
    UUID id = submit();
    desk.approve(administrator, id);

    assertThatThrownBy(() -> desk.reject(administrator, id, "no"))
        .isInstanceOf(VerificationStateException.class);
    assertThatThrownBy(() -> desk.approve(administrator, new UUID(1, 1)))
        .isInstanceOf(VerificationNotFoundException.class);
    assertThat(verifications.status(owner.teamId())).isEqualTo(VerificationStatus.APPROVED);
  }

  @Test
  void refusesWhatIsNoNameNumberOrReason() {
    assertThatThrownBy(() -> desk.submit(owner, " ", NUMBER))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> desk.submit(owner, "Ada", "12 34<56"))
        .isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> desk.submit(owner, "Ada", "1234"))
        .isInstanceOf(InvalidFieldException.class);
    UUID id = submit();
    assertThatThrownBy(() -> desk.reject(administrator, id, ""))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void isClosedToThoseWhoMayNot() {
    UUID id = submit();
    Caller tester = AccessFixture.caller(owner.teamId(), Role.TESTER);
    Caller teamOwner = AccessFixture.caller(owner.teamId(), Role.OWNER);

    assertThatThrownBy(() -> desk.own(tester)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> desk.submit(tester, "Ada", NUMBER))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> desk.approve(teamOwner, id)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> desk.reject(teamOwner, id, "no"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(
            () -> desk.queue(teamOwner, VerificationStatus.SUBMITTED, PageRequest.first()))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void isDecidedAtOnceByAVerifierThatKnows() {
    RealNameVerifier registry =
        (name, number) ->
            Optional.of(
                new RealNameVerifier.Verdict(
                    name.equals("Ada Lovelace"), "The name does not belong to the number."));
    VerificationDesk automatic = desk(KeyRingFixture.of(1), registry);

    assertThat(automatic.submit(owner, "Charles Babbage", NUMBER))
        .extracting(VerificationView::status, VerificationView::reason)
        .containsExactly(VerificationStatus.REJECTED, "The name does not belong to the number.");
    assertThat(automatic.submit(owner, "Ada Lovelace", NUMBER).status())
        .isEqualTo(VerificationStatus.APPROVED);
    assertThat(database.count("audit_entry where action = 'verification.approve'")).isEqualTo(1);
  }

  @Test
  void waitsForAPersonWhereTheVerifierFailsOrDoesNotKnow() {
    RealNameVerifier broken =
        (name, number) -> {
          throw new UnavailableException("The registry is away.");
        };
    RealNameVerifier ignorant = (name, number) -> Optional.empty();

    VerificationView view =
        desk(KeyRingFixture.of(1), broken, ignorant).submit(owner, "Ada Lovelace", NUMBER);

    assertThat(view.status()).isEqualTo(VerificationStatus.SUBMITTED);
  }

  @Test
  void isSealedAnewSoThatTheOldKeyCanBeForgotten() {
    submit();

    assertThat(rekey(KeyRingFixture.of(2, 1)).done()).isEqualTo(1);
    assertThat(rekey(KeyRingFixture.of(2, 1))).isEqualTo(new SealedStock.Batch(0, null));

    VerificationView view = desk(KeyRingFixture.of(2)).own(owner);
    assertThat(view.name()).isEqualTo("Ada Lovelace");
    assertThat(view.maskedNumber()).endsWith("1234");
  }

  @Test
  void passesByWhatCannotBeRead() {
    UUID id = submit();

    assertThat(rekey(KeyRingFixture.of(2, 3))).isEqualTo(new SealedStock.Batch(0, id));
  }

  private SealedStock.Batch rekey(KeyRing keyRing) {
    RealNames names = Injection.wire(new RealNames(), keyRing, users);
    VerificationSealedStock stock =
        Injection.wire(new VerificationSealedStock(), verifications, names, keyRing);
    return database.newTransaction(() -> stock.rekey(null, 10));
  }
}
