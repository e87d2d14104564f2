package dev.pappus.testflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.account.AccessDeniedException;
import dev.pappus.account.AccessFixture;
import dev.pappus.account.Role;
import dev.pappus.build.BuildInContext;
import dev.pappus.build.BuildNotFoundException;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.plan.PlanFeatureException;
import dev.pappus.plan.PlanFixture;
import dev.pappus.secret.KeyRing;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.secret.SealedStock;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.shared.problem.InvalidFieldException;
import dev.pappus.shared.security.Caller;
import dev.pappus.testflight.apple.AppleFixture;
import dev.pappus.testflight.apple.AppleRefusedException;
import dev.pappus.testflight.apple.AppleUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys and the start of hand-overs; what follows is in {@link UploadJobTest}. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class HandOverTest {
  @Parameter TestDatabase.Kind kind;
  @TempDir Path directory;

  private TestFlightFixture testFlight;

  @BeforeEach
  void open() {
    testFlight = new TestFlightFixture(kind, directory);
  }

  @AfterEach
  void close() {
    testFlight.close();
  }

  private List<String> audited(String action) {
    return testFlight.database.newTransaction(
        () ->
            testFlight
                .database
                .em()
                .createQuery(
                    "select concat(coalesce(e.before, ''), '|', coalesce(e.after, ''))"
                        + " from AuditEntry e where e.action = :action order by e.id",
                    String.class)
                .setParameter("action", action)
                .getResultList());
  }

  @Test
  void startsNothingThatThePlanDoesNotUnlock() {
    testFlight.storeKey();
    BuildInContext build = testFlight.build();
    testFlight.handOver.plans = new PlanFixture(testFlight.database, testFlight.fixture.clock).gate;

    assertThatThrownBy(() -> testFlight.start(build))
        .isInstanceOf(PlanFeatureException.class)
        .extracting(refused -> ((DomainException) refused).code())
        .isEqualTo("plan-feature");
    assertThat(testFlight.database.count("testflight_upload")).isZero();
  }

  @Test
  void startsNothingThatAnAdministratorHasNotApproved() {
    testFlight.storeKey();
    BuildInContext build = testFlight.build();
    for (String state : List.of("WAITING", "REJECTED")) {
      testFlight.database.execute("update build set review_state = '" + state + "'");

      assertThatThrownBy(() -> testFlight.start(build)).isInstanceOf(NotApprovedException.class);
    }
    assertThat(testFlight.database.count("testflight_upload")).isZero();
  }

  @Test
  void storesAKeyOnceAndReplacesItAfterwards() {
    testFlight.storeKey();

    testFlight.put(
        new KeyWish(
            TestFlightFixture.ISSUER.toUpperCase(Locale.ROOT),
            "NEWKEY0001",
            AppleFixture.p8(testFlight.pair)));

    AppStoreKey key = testFlight.editor.get(testFlight.caller);
    assertThat(testFlight.database.count("testflight_key")).isEqualTo(1);
    assertThat(key.keyId()).isEqualTo("NEWKEY0001");
    assertThat(key.issuerId()).isEqualTo(TestFlightFixture.ISSUER);
    assertThat(audited("testflight-key.store"))
        .hasSize(2)
        .last()
        .asString()
        .contains("2X9R4HXF34", "NEWKEY0001", "********");
  }

  @Test
  void neitherTheRowNorTheAuditHoldsThePrivateKeyInTheClear() {
    testFlight.storeKey();

    String secret = AppleFixture.p8(testFlight.pair).split("\n", -1)[1];
    assertThat(
            testFlight.database.count(
                "testflight_key where sealed_private_key like '%" + secret + "%'"))
        .isZero();
    assertThat(audited("testflight-key.store").toString()).doesNotContain(secret.substring(0, 20));
  }

  @Test
  void removesAKey() {
    testFlight.storeKey();

    testFlight.database.transaction(() -> testFlight.editor.remove(testFlight.caller));

    assertThatThrownBy(() -> testFlight.editor.get(testFlight.caller))
        .isInstanceOf(AppStoreKeyNotFoundException.class);
    assertThatThrownBy(
            () ->
                testFlight.database.transaction(() -> testFlight.editor.remove(testFlight.caller)))
        .isInstanceOf(AppStoreKeyNotFoundException.class);
    assertThat(audited("testflight-key.remove")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 2X9R4HXF34, issuerId",
        "'', 2X9R4HXF34, issuerId",
        "57246542, 2X9R4HXF34, issuerId",
        "57246542-96fe-1a63-e053-0824d011072g, 2X9R4HXF34, issuerId",
        "57246542-96fe-1a63-e053-0824d011072a, -, keyId",
        "57246542-96fe-1a63-e053-0824d011072a, 2X9R 4HXF34, keyId",
        "57246542-96fe-1a63-e053-0824d011072a, 2X9R4HXF342X9R4HXF34Z, keyId",
        "57246542-96fe-1a63-e053-0824d011072a, ../x, keyId"
      })
  void refusesWhatAppleDoesNotGiveOut(
      @Nullable String issuer, @Nullable String keyId, String field) {
    KeyWish wish = new KeyWish(issuer, keyId, AppleFixture.p8(testFlight.pair));

    assertThatThrownBy(() -> testFlight.put(wish))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith(field + ":");
  }

  @Test
  void refusesAPrivateKeyOfAnotherKindAndSaysWhichItWants() {
    for (String text : new String[] {null, "", "-----BEGIN PRIVATE KEY-----", "x".repeat(5000)}) {
      KeyWish wish = new KeyWish(TestFlightFixture.ISSUER, TestFlightFixture.KEY_ID, text);

      assertThatThrownBy(() -> testFlight.put(wish))
          .isInstanceOf(InvalidFieldException.class)
          .hasMessageStartingWith("privateKey:");
    }
    assertThat(testFlight.database.count("testflight_key")).isZero();
  }

  @Test
  void onlyWhoMayChangeTheTeamSeesAndChangesTheKey() {
    testFlight.storeKey();
    Caller developer = AccessFixture.caller(testFlight.caller.teamId(), Role.DEVELOPER);

    assertThatThrownBy(() -> testFlight.editor.get(developer))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(
            () ->
                testFlight.database.transaction(
                    () -> testFlight.editor.put(developer, new KeyWish(null, null, null)).keyId()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> testFlight.editor.remove(developer))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> testFlight.check.check(developer))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void anotherTeamDoesNotSeeTheKey() {
    testFlight.storeKey();
    Caller stranger = AccessFixture.caller(PublicId.newKey());

    assertThat(testFlight.editor.find(stranger)).isEmpty();
  }

  @Test
  void checksTheKeyWithApple() {
    testFlight.storeKey();

    assertThatCode(() -> testFlight.check.check(testFlight.caller)).doesNotThrowAnyException();
    assertThat(testFlight.apple.asked()).containsExactly("GET /v1/apps");
  }

  @Test
  void tellsWhatAppleHasAgainstTheKey() {
    testFlight.put(
        new KeyWish(TestFlightFixture.ISSUER, "OTHERKEY01", AppleFixture.p8(testFlight.pair)));

    assertThatThrownBy(() -> testFlight.check.check(testFlight.caller))
        .isInstanceOf(AppleRefusedException.class)
        .hasMessageContaining("Provide a properly configured and signed bearer token.");
  }

  @Test
  void tellsThatAppleDoesNotAnswer() {
    testFlight.storeKey();
    testFlight.apple.close();

    assertThatThrownBy(() -> testFlight.check.check(testFlight.caller))
        .isInstanceOf(AppleUnavailableException.class)
        .hasMessage("127.0.0.1 does not answer: no connection");
  }

  @Test
  void isSealedAnewWithTheNewestKey() {
    AppStoreKey stored = testFlight.storeKey();
    KeyRing both = KeyRingFixture.of(2, 1);
    TestFlightSealedStock stock =
        Injection.wire(
            new TestFlightSealedStock(),
            testFlight.keyRepository,
            Injection.wire(new AppStoreKeys(), both),
            both);

    SealedStock.Batch first = testFlight.database.newTransaction(() -> stock.rekey(null, 10));
    SealedStock.Batch second =
        testFlight.database.newTransaction(() -> stock.rekey(stored.id(), 10));

    assertThat(first.done()).isEqualTo(1);
    assertThat(second).isEqualTo(new SealedStock.Batch(0, null));
    AppStoreKeys newest = Injection.wire(new AppStoreKeys(), KeyRingFixture.of(2));
    assertThat(newest.open(testFlight.editor.get(testFlight.caller)).privateKey().reveal())
        .isEqualTo(testFlight.keys.open(stored).privateKey().reveal());
  }

  @Test
  void startsAJobAndSaysSoInTheAudit() {
    testFlight.storeKey();
    BuildInContext build = testFlight.build();

    TestFlightUpload upload = testFlight.start(build);

    assertThat(upload.state()).isEqualTo(UploadState.FINDING_APP);
    assertThat(testFlight.job(upload.jobId()).kind()).isEqualTo("testflight-upload");
    assertThat(testFlight.job(upload.jobId()).subjectId()).isEqualTo(build.build().id());
    assertThat(audited("build.hand-over")).hasSize(1);
  }

  @Test
  void refusesASecondOneWhileTheFirstIsUnderWayOrDone() {
    testFlight.storeKey();
    BuildInContext build = testFlight.build();
    TestFlightUpload upload = testFlight.start(build);

    assertThatThrownBy(() -> testFlight.start(build))
        .isInstanceOf(HandedOverException.class)
        .hasMessage("This build is being handed over to TestFlight.");
    testFlight.run(upload.jobId());
    assertThatThrownBy(() -> testFlight.start(build))
        .isInstanceOf(HandedOverException.class)
        .hasMessage("TestFlight has this build already.");
  }

  @Test
  void takesOnlyWhatIsSignedForTheStore() {
    testFlight.storeKey();
    IpaFixture adHoc =
        IpaFixture.app("com.example.adhoc")
            .profile(ProfileFixture.forTheStore().devices("00008101-1").bytes());

    for (IpaFixture ipa : new IpaFixture[] {adHoc, IpaFixture.app("com.example.without")}) {
      BuildInContext build = testFlight.build(ipa);

      assertThatThrownBy(() -> testFlight.start(build))
          .isInstanceOf(NotForStoreException.class)
          .hasMessageContaining("App Store profile");
    }
  }

  @Test
  void needsAKey() {
    BuildInContext build = testFlight.build();

    assertThatThrownBy(() -> testFlight.start(build))
        .isInstanceOf(AppStoreKeyNotFoundException.class);
  }

  @Test
  void needsThePermissionToManageApps() {
    testFlight.storeKey();
    BuildInContext build = testFlight.build();
    Caller tester = AccessFixture.caller(testFlight.caller.teamId(), Role.TESTER);

    assertThatThrownBy(
            () ->
                testFlight.database.transaction(
                    () -> testFlight.handOver.start(tester, build.build().id()).jobId()))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void anotherTeamsBuildIsNotFound() {
    testFlight.storeKey();
    BuildInContext build = testFlight.build();
    testFlight.start(build);
    Caller stranger = AccessFixture.caller(PublicId.newKey());

    assertThatThrownBy(() -> testFlight.handOver.get(stranger, build.build().id()))
        .isInstanceOf(BuildNotFoundException.class);
    assertThatThrownBy(() -> testFlight.handOver.start(stranger, build.build().id()))
        .isInstanceOf(BuildNotFoundException.class);
  }

  @Test
  void saysOfABuildThatItWasNeverHandedOver() {
    BuildInContext build = testFlight.build();

    assertThatThrownBy(() -> testFlight.upload(build))
        .isInstanceOf(DomainException.class)
        .hasMessage("The build was not handed over to TestFlight.");
  }
}
