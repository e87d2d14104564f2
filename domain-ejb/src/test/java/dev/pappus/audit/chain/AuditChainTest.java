package dev.pappus.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.audit.AuditRepository;
import dev.pappus.audit.AuditTrail;
import dev.pappus.audit.Refusals;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.json.JsonParts;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.ActorKind;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.security.Grants;
import dev.pappus.shared.time.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain from its first seal to a verification, and what people may do to it in between. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class AuditChainTest {
  private static final Instant START = Instant.parse("2026-11-29T10:00:00.123456Z");

  @Parameter TestDatabase.Kind kind;

  private final SettableClock clock = new SettableClock(START);
  private TestDatabase database;
  private AuditTrail audit;
  private AuditSealer sealer;
  private AuditKeeper keeper;
  private AuditChainRepository chains;
  private final Caller caller =
      new Caller(
          PublicId.newKey(),
          ActorKind.USER,
          PublicId.newKey(),
          "a@example.com",
          Grants.NONE,
          "::1");

  @BeforeEach
  void open() {
    database = TestDatabase.open(kind);
    AuditRepository entries = Injection.wire(new AuditRepository(), database.em());
    chains = Injection.wire(new AuditChainRepository(), database.em());
    audit = Injection.wire(new AuditTrail(), database.em(), clock);
    sealer = Injection.wire(new AuditSealer(), entries, chains, clock);
    keeper = Injection.wire(new AuditKeeper(), entries, chains, audit, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void record(int entries) {
    for (int i = 0; i < entries; i++) {
      String subject = "app_" + i;
      database.transaction(
          () ->
              audit.record(
                  caller,
                  "app.update",
                  subject,
                  JsonParts.object().add("name", "alt").build(),
                  JsonParts.object().add("name", "新").build()));
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private int seal() {
    return database.transaction(sealer::sealBatch);
  }

  private ChainReport verify() throws SQLException {
    return verify(null);
  }

  private ChainReport verify(AuditKeeper.@Nullable Head head) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      ChainVerifier verifier = new ChainVerifier(connection);
      boolean more = true;
      while (more) {
        more = verifier.walk(3);
      }
      if (head != null) {
        verifier.compare(head.sequence(), head.hash());
      }
      return verifier.finish();
    }
  }

  private AuditKeeper.Head head() {
    return database.transaction(
        () -> {
          AuditChain chain = chains.get();
          return new AuditKeeper.Head(chain.headSequence(), chain.headHash());
        });
  }

  private static String entryAt(int sequence) {
    return "(select entry_id from audit_seal where sequence = " + sequence + ")";
  }

  @Test
  void findsNothingInAnEmptyAudit() throws SQLException {
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().sequence()).isZero();
  }

  @Test
  void sealsEachEntryOnceAndFindsNothing() throws SQLException {
    record(10);

    assertThat(seal()).isEqualTo(10);
    assertThat(seal()).isZero();

    ChainReport report = verify();
    assertThat(report.findings()).isEmpty();
    assertThat(report.sequence()).isEqualTo(10);
    assertThat(report.unsealedSince()).isNull();
  }

  @Test
  void namesTheUnsealedTail() throws SQLException {
    record(3);
    seal();
    record(2);

    ChainReport report = verify();

    assertThat(report.findings()).isEmpty();
    assertThat(report.unsealed()).isEqualTo(2);
    assertThat(report.unsealedSince()).isEqualTo(START.plusSeconds(3));
    assertThat(report.tail())
        .contains("wait for their seal: 2, since")
        .contains("2026-11-29T10:00:03.123456Z");
  }

  @Test
  void sealsLaterWhatIsCommittedLater() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> late =
          other.submit(
              () ->
                  database.transaction(
                      () -> {
                        audit.record(caller, "app.create", "late", null, null);
                        database.em().flush();
                        written.countDown();
                        await(mayCommit);
                      }));
      await(written);
      record(2);
      assertThat(seal()).isEqualTo(2);
      mayCommit.countDown();
      late.get();

      assertThat(seal()).isEqualTo(1);
    } finally {
      other.shutdownNow();
    }

    assertThat(database.count("audit_seal where sequence = 3")).isEqualTo(1);
    assertThat(verify().findings()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void letsOnlyOneSealAtATime() throws InterruptedException, ExecutionException, SQLException {
    record(40);
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      int sealed = 0;
      Future<?>[] runs = new Future<?>[4];
      for (int i = 0; i < runs.length; i++) {
        runs[i] = nodes.submit(this::seal);
      }
      for (Future<?> run : runs) {
        sealed += (Integer) run.get();
      }
      assertThat(sealed).isEqualTo(40);
    } finally {
      nodes.shutdownNow();
    }

    assertThat(verify().findings()).isEmpty();
    assertThat(head().sequence()).isEqualTo(40);
  }

  @Test
  void findsAChangedEntry() throws SQLException {
    record(10);
    seal();

    database.execute(
        "update audit_entry set actor_name = 'b@example.com' where id = " + entryAt(4));

    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.CHANGED);
              assertThat(finding.sequence()).isEqualTo(4);
              assertThat(finding.detail()).startsWith("aud_");
            });
  }

  @Test
  void findsEveryMemberThatIsChanged() throws SQLException {
    record(12);
    seal();

    String[] changes = {
      "team_id = '00000000-0000-0000-0000-000000000000'",
      "at_time = at_time + interval '1' second",
      "actor_kind = 'TOKEN'",
      "actor_id = null",
      "actor_name = ''",
      "remote_address = '::2'",
      "action = 'app.updated'",
      "subject = 'app_'",
      "before_state = null",
      "after_state = before_state",
      "outcome = 'REFUSED'",
      "attempts = 2"
    };
    for (int i = 0; i < changes.length; i++) {
      database.execute("update audit_entry set " + changes[i] + " where id = " + entryAt(i + 1));
    }

    assertThat(verify().findings())
        .extracting(ChainFinding::kind)
        .hasSize(12)
        .containsOnly(ChainFinding.Kind.CHANGED);
  }

  @Test
  void findsAChangedEntryThatWasSealedAnew() throws SQLException {
    record(10);
    seal();

    // as one would who knows how seals are made, but reseals one entry alone
    database.execute("update audit_seal set hash = previous_hash where sequence = 4");

    assertThat(verify().findings())
        .extracting(ChainFinding::kind)
        .containsExactly(ChainFinding.Kind.CHANGED, ChainFinding.Kind.BROKEN);
  }

  @Test
  void findsARemovedEntry() throws SQLException {
    record(10);
    seal();

    database.execute("delete from audit_entry where id = " + entryAt(7));

    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.REMOVED);
              assertThat(finding.sequence()).isEqualTo(7);
            });
  }

  @Test
  void findsAnEntryThatWasRemovedWithItsSeal() throws SQLException {
    record(10);
    seal();

    database.execute("delete from audit_entry where id = " + entryAt(7));
    database.execute("delete from audit_seal where sequence = 7");

    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.SEALS_MISSING);
              assertThat(finding.sequence()).isEqualTo(7);
            });
  }

  @Test
  void findsAnEntryThatWasRemovedBeforeItWasSealed() throws SQLException {
    record(1);

    database.execute("delete from audit_entry");

    assertThat(verify().findings())
        .extracting(ChainFinding::kind)
        .containsExactly(ChainFinding.Kind.REMOVED);
  }

  @Test
  void findsAnInsertedEntry() throws SQLException {
    record(10);
    seal();

    UUID inserted = insert(START);

    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.INSERTED);
              assertThat(finding.detail()).contains(PublicId.encode(inserted));
            });
  }

  @Test
  void findsAnEntryOfThePastThatTheSealerWasMadeToSeal() throws SQLException {
    record(10);
    seal();

    UUID inserted = insert(START.minus(Duration.ofDays(3)));
    database.execute("insert into audit_unsealed (entry_id) values ('" + inserted + "')");
    seal();

    assertThat(verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.OUT_OF_TIME);
              assertThat(finding.sequence()).isEqualTo(11);
            });
  }

  private UUID insert(Instant at) {
    UUID id = PublicId.newKey();
    database.execute(
        "insert into audit_entry (id, team_id, at_time, actor_kind, actor_name, remote_address,"
            + " action, subject) values ('"
            + id
            + "', '"
            + caller.teamId()
            + "', '"
            + at
            + "', 'USER', 'c@example.com', '', 'app.delete', 'app_x')");
    return id;
  }

  @Test
  void findsThatTheEndWasCutOff() throws SQLException {
    record(10);
    seal();
    AuditKeeper.Head told = head();

    cutTheEnd(8);
    assertThat(verify().findings())
        .extracting(ChainFinding::kind)
        .containsExactly(ChainFinding.Kind.END_MISSING);

    // and by the head that was told, though the application's own row was made to fit
    database.execute(
        "update audit_chain set head_sequence = 8,"
            + " head_hash = (select hash from audit_seal where sequence = 8)");
    assertThat(verify().findings()).isEmpty();
    assertThat(verify(told).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(ChainFinding.Kind.END_MISSING);
              assertThat(finding.sequence()).isEqualTo(10);
            });
  }

  @Test
  void findsByTheHeadThatTheEndWasWrittenAnew() throws SQLException {
    record(10);
    seal();
    AuditKeeper.Head told = head();

    cutTheEnd(8);
    database.execute(
        "update audit_chain set head_sequence = 8,"
            + " head_hash = (select hash from audit_seal where sequence = 8)");
    record(2);
    seal();

    assertThat(verify().findings()).isEmpty();
    assertThat(verify(told).findings())
        .extracting(ChainFinding::kind)
        .containsExactly(ChainFinding.Kind.HEAD_DIFFERS);
  }

  private void cutTheEnd(int last) {
    database.execute(
        "delete from audit_entry where id in (select entry_id from audit_seal where sequence > "
            + last
            + ")");
    database.execute("delete from audit_seal where sequence > " + last);
  }

  @Test
  void acceptsAHeadThatTheChainHasLeftBehind() throws SQLException {
    record(5);
    seal();
    AuditKeeper.Head told = head();
    record(5);
    seal();

    assertThat(verify(told).findings()).isEmpty();
  }

  @Test
  void verifiesWhatRetentionHasLeft() throws SQLException {
    record(10);
    seal();
    AuditKeeper.Head told = head();

    int removed = database.transaction(() -> keeper.cut(START.plusSeconds(6)));
    seal();

    assertThat(removed).isEqualTo(6);
    ChainReport report = verify(told);
    assertThat(report.findings()).isEmpty();
    assertThat(report.after()).isEqualTo(6);
    assertThat(report.sequence()).isEqualTo(11);
    assertThat(database.count("audit_entry where action = 'audit.cut'")).isEqualTo(1);
  }

  @Test
  void findsACutThatNobodyHasRecorded() throws SQLException {
    record(10);
    seal();

    database.execute(
        "delete from audit_entry where id in (select entry_id from audit_seal where sequence < 4)");
    database.execute(
        "update audit_chain set anchor_sequence = 3,"
            + " anchor_hash = (select hash from audit_seal where sequence = 3)");
    database.execute("delete from audit_seal where sequence < 4");

    assertThat(verify().findings())
        .extracting(ChainFinding::kind)
        .containsExactly(ChainFinding.Kind.BEGINNING_DIFFERS);
  }

  @Test
  void cutsNothingThatIsYoung() {
    record(3);
    seal();

    assertThat(database.transaction(() -> keeper.cut(START))).isZero();
    assertThat(database.count("audit_seal")).isEqualTo(3);
  }

  @Test
  void tellsTheHeadOnceADay() {
    assertThat(database.transaction(keeper::tellHead)).isEmpty();
    record(3);
    seal();

    assertThat(database.transaction(keeper::tellHead)).contains(head());
    assertThat(database.transaction(keeper::tellHead)).isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(database.transaction(keeper::tellHead)).contains(head());
  }

  @Test
  void goesOnInTheMiddle() throws SQLException {
    record(10);
    seal();
    database.execute(
        "update audit_entry set actor_name = 'b@example.com' where id = " + entryAt(9));

    try (Connection connection = database.dataSource().getConnection()) {
      ChainVerifier verifier = new ChainVerifier(connection, 5);
      assertThat(verifier.walk(3)).isTrue();
      assertThat(verifier.first()).isNull();
      assertThat(verifier.walk(3)).isFalse();
      assertThat(verifier.first()).isNotNull();
      assertThat(verifier.position()).isEqualTo(10);
    }
  }

  @Test
  void keepsWhatBelongsToNobodyApart() throws SQLException {
    database.transaction(
        () ->
            audit.record(
                Refusals.stranger(ActorKind.TOKEN, "unknown", ""), "token.use", "api", null, null));
    seal();

    assertThat(verify().findings()).isEmpty();
  }
}
