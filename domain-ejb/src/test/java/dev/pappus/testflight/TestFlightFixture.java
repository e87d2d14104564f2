package dev.pappus.testflight;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.Team;
import dev.pappus.audit.AuditTrail;
import dev.pappus.build.BuildDetails;
import dev.pappus.build.BuildFixture;
import dev.pappus.build.BuildInContext;
import dev.pappus.format.ipa.IpaFixture;
import dev.pappus.format.ipa.ProfileFixture;
import dev.pappus.plan.PlanFixture;
import dev.pappus.secret.KeyRingFixture;
import dev.pappus.shared.inject.FixedInstance;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.testflight.apple.AppStoreConnect;
import dev.pappus.testflight.apple.AppleAnswer;
import dev.pappus.testflight.apple.AppleCallStoppedException;
import dev.pappus.testflight.apple.AppleFixture;
import dev.pappus.testflight.apple.AppleStandIn;
import dev.pappus.testflight.apple.AppleTransport;
import dev.pappus.testflight.apple.UploadPart;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStarter;
import dev.pappus.work.JobStatus;
import dev.pappus.work.JobStep;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** A hand-over from end to end: a real database, our own HTTP, and a stand-in for Apple. */
final class TestFlightFixture implements AutoCloseable {
  static final String ISSUER = "57246542-96fe-1a63-e053-0824d011072a";
  static final String KEY_ID = "2X9R4HXF34";
  static final String BUNDLE = "com.example.app";
  private static final int MOST_STEPS = 500;

  final BuildFixture fixture;
  final TestDatabase database;
  final Caller caller;
  final KeyPair pair = AppleFixture.keyPair();
  final SettableClock clock = new SettableClock(BuildFixture.NOW);

  /** Apple's own, which ours may differ from. */
  final SettableClock appleClock = new SettableClock(BuildFixture.NOW);

  final AppleStandIn apple;
  final TestFlightUploadRepository uploads = new TestFlightUploadRepository();
  final AppStoreKeyRepository keyRepository = new AppStoreKeyRepository();
  final AppStoreKeys keys = Injection.wire(new AppStoreKeys(), KeyRingFixture.of(1));
  final AppStoreKeyEditor editor = new AppStoreKeyEditor();
  final AppStoreKeyCheck check = new AppStoreKeyCheck();
  final HandOver handOver = new HandOver();
  final TestFlightResidue residue = new TestFlightResidue();
  final JobRepository jobs = new JobRepository();
  final JobLedger jobLedger = jobLedger();
  final UploadJob uploadJob = new UploadJob();
  final Death death;

  /** A process that dies. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Kills the process at one of its calls, before it leaves or when its answer is there. */
  static final class Death implements AppleTransport {
    private final AppleTransport transport;
    private int calls;
    private int at = Integer.MAX_VALUE;
    private boolean after;
    private boolean stopping;

    Death(AppleTransport transport) {
      this.transport = transport;
    }

    /**
     * @param call counted from 0, from now
     */
    void come(int call, boolean afterIt) {
      calls = 0;
      at = call;
      after = afterIt;
    }

    void stopAtTheNextCall() {
      stopping = true;
    }

    private AppleAnswer around(Supplier<AppleAnswer> call) {
      if (stopping) {
        stopping = false;
        throw new AppleCallStoppedException();
      }
      int number = calls++;
      if (number == at && !after) {
        throw new Killed();
      }
      AppleAnswer answer = call.get();
      if (number == at) {
        throw new Killed();
      }
      return answer;
    }

    @Override
    public AppleAnswer get(URI uri, String token) {
      return around(() -> transport.get(uri, token));
    }

    @Override
    public AppleAnswer send(String method, URI uri, String token, JsonObject body) {
      return around(() -> transport.send(method, uri, token, body));
    }

    @Override
    public AppleAnswer put(UploadPart part, Supplier<InputStream> bytes) {
      return around(() -> transport.put(part, bytes));
    }
  }

  TestFlightFixture(TestDatabase.Kind kind, Path directory) {
    fixture = new BuildFixture(kind, directory);
    database = fixture.database;
    caller = fixture.caller;
    apple = new AppleStandIn(pair.getPublic(), KEY_ID, ISSUER, appleClock);
    apple.app("app-9", BUNDLE + ".other").app("app-1", BUNDLE);
    death = new Death(AppleFixture.transport(Clock.systemUTC()));
    var em = database.em();
    AppStoreConnect connect = AppleFixture.connect(apple.base(), death, clock);
    AuditTrail audit = Injection.wire(new AuditTrail(), em, clock);
    Injection.wire(uploads, em);
    Injection.wire(keyRepository, em);
    Injection.wire(jobs, em);
    Injection.wire(jobLedger, jobs, new FixedInstance<JobKind>(List.of(uploadJob)), clock);
    Injection.wire(editor, AccessFixture.control(), keyRepository, keys, audit, clock);
    Injection.wire(check, editor, connect);
    JobStarter starter = Injection.wire(new JobStarter(), jobs, database.dataSource(), clock);
    Injection.wire(
        handOver,
        fixture.builds,
        uploads,
        keyRepository,
        PlanFixture.lifted(),
        starter,
        audit,
        clock);
    UploadLedger ledger = ledger();
    Injection.wire(ledger, uploads, fixture.builds, keyRepository, keys, clock);
    Injection.wire(residue, ledger);
    Injection.wire(uploadJob, ledger, jobLedger, connect, fixture.storage.files, clock);
  }

  private JobLedger jobLedger() {
    return new JobLedger() {
      @Override
      public Job cancel(Caller by, UUID id) {
        return database.transaction(() -> super.cancel(by, id));
      }

      @Override
      public void progressed(UUID id, long done) {
        database.transaction(() -> super.progressed(id, done));
      }

      @Override
      public void expected(UUID id, long total) {
        database.transaction(() -> super.expected(id, total));
      }

      @Override
      public void stumbled(UUID id, String why) {
        database.transaction(() -> super.stumbled(id, why));
      }

      @Override
      public void ended(UUID id, JobStatus status, String message) {
        database.transaction(() -> super.ended(id, status, message));
      }
    };
  }

  private UploadLedger ledger() {
    return new UploadLedger() {
      @Override
      public UploadTurn turn(TestFlightUpload upload) {
        return database.newTransaction(() -> super.turn(upload));
      }

      @Override
      public void foundApp(UUID jobId, String id) {
        database.transaction(() -> super.foundApp(jobId, id));
      }

      @Override
      public void created(UUID jobId, String id) {
        database.transaction(() -> super.created(jobId, id));
      }

      @Override
      public void reserved(UUID jobId, String id) {
        database.transaction(() -> super.reserved(jobId, id));
      }

      @Override
      public boolean sent(UUID jobId, long bytes) {
        return database.newTransaction(() -> super.sent(jobId, bytes));
      }

      @Override
      public void sentAll(UUID jobId, long bytes) {
        database.transaction(() -> super.sentAll(jobId, bytes));
      }

      @Override
      public void committed(UUID jobId) {
        database.transaction(() -> super.committed(jobId));
      }

      @Override
      public void answered(UUID jobId) {
        database.transaction(() -> super.answered(jobId));
      }

      @Override
      public void completed(UUID jobId, String words) {
        database.transaction(() -> super.completed(jobId, words));
      }

      @Override
      public void failed(UUID jobId, String why) {
        database.transaction(() -> super.failed(jobId, why));
      }

      @Override
      public int stumbled(UUID jobId, String why) {
        return database.newTransaction(() -> super.stumbled(jobId, why));
      }

      @Override
      public int purge(UUID appId) {
        return database.newTransaction(() -> super.purge(appId));
      }
    };
  }

  /** Stores the key that the stand-in knows. */
  AppStoreKey storeKey() {
    return storeKey(caller);
  }

  AppStoreKey storeKey(Caller by) {
    return put(by, new KeyWish(ISSUER, KEY_ID, AppleFixture.p8(pair)));
  }

  AppStoreKey put(KeyWish wish) {
    return put(caller, wish);
  }

  private AppStoreKey put(Caller by, KeyWish wish) {
    return database.newTransaction(() -> editor.put(by, wish));
  }

  /** Somebody of another team, which has the build's app from now on. */
  Caller giveAway(BuildInContext build) {
    Team other = new Team("Umbrella", Locale.ENGLISH, ZoneOffset.UTC, BuildFixture.NOW);
    database.transaction(() -> database.em().persist(other));
    database.execute(
        "update app set team_id = '" + other.id() + "' where id = '" + build.app().id() + "'");
    return AccessFixture.caller(other.id());
  }

  /** An upload of ours that is signed for the store. */
  BuildInContext build() {
    return build(
        IpaFixture.app(BUNDLE)
            .version("2.4")
            .versionCode("417")
            .profile(ProfileFixture.forTheStore().bytes()));
  }

  BuildInContext build(IpaFixture ipa) {
    return fixture.upload(
        ipa.bytes(), new BuildDetails("app.ipa", null, null, null, null, null, null));
  }

  TestFlightUpload start(BuildInContext build) {
    return start(caller, build);
  }

  TestFlightUpload start(Caller by, BuildInContext build) {
    return database.newTransaction(() -> handOver.start(by, build.build().id()));
  }

  Job job(UUID id) {
    return database.newTransaction(() -> jobs.find(id).orElseThrow());
  }

  TestFlightUpload upload(BuildInContext build) {
    return database.newTransaction(() -> handOver.get(caller, build.build().id()));
  }

  JobStep step(UUID jobId) {
    return uploadJob.step(job(jobId));
  }

  /** Takes steps as the runner does, until the job ends. */
  Job run(UUID jobId) {
    for (int i = 0; i < MOST_STEPS; i++) {
      if (job(jobId).status().ended()) {
        return job(jobId);
      }
      JobStep step = step(jobId);
      if (step.done() > 0) {
        jobLedger.progressed(jobId, step.done());
      }
      if (step.end() != null) {
        jobLedger.ended(jobId, step.end(), step.message());
      }
      wait(step.pause());
    }
    throw new AssertionError("It does not end: " + job(jobId).message());
  }

  void wait(Duration pause) {
    clock.advance(pause);
    appleClock.advance(pause);
  }

  @Override
  public void close() {
    apple.close();
    fixture.close();
  }
}
