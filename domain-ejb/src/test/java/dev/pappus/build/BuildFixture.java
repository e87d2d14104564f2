package dev.pappus.build;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.PasswordHasher;
import dev.pappus.account.Team;
import dev.pappus.account.UserRepository;
import dev.pappus.app.AppRegistrar;
import dev.pappus.app.AppRepository;
import dev.pappus.app.ChannelAccess;
import dev.pappus.app.ChannelRegistrar;
import dev.pappus.app.EventApps;
import dev.pappus.audit.AuditTrail;
import dev.pappus.event.EventRecorded;
import dev.pappus.event.EventRecorder;
import dev.pappus.event.EventRepository;
import dev.pappus.format.InspectorFixture;
import dev.pappus.format.PackageInspector;
import dev.pappus.inbox.Inbox;
import dev.pappus.inbox.MailFixture;
import dev.pappus.inbox.NoticeRepository;
import dev.pappus.plan.PlanFixture;
import dev.pappus.plan.PlanGate;
import dev.pappus.review.GuidelinesDesk;
import dev.pappus.review.GuidelinesRepository;
import dev.pappus.review.ReviewFixture;
import dev.pappus.review.ReviewState;
import dev.pappus.shared.inject.FiredEvents;
import dev.pappus.shared.inject.FixedInstance;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.SettableClock;
import dev.pappus.shared.url.PublicUrls;
import dev.pappus.shared.url.PublicUrlsFixture;
import dev.pappus.storage.StagedFile;
import dev.pappus.storage.StorageFixture;
import dev.pappus.work.Job;
import dev.pappus.work.JobKind;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStarter;
import dev.pappus.work.JobStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything an upload needs, on a real database. */
public final class BuildFixture implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  public final TestDatabase database;
  public final SettableClock clock = new SettableClock(NOW);
  public final StorageFixture storage;
  public final FiredEvents<EventRecorded> recorded = new FiredEvents<>(EventRecorded.class);
  public final AppRepository apps = new AppRepository();
  public final BuildRepository builds = new BuildRepository();
  public final ReviewFixture review = new ReviewFixture();
  public final Inbox inbox = new Inbox();
  public final GuidelinesDesk guidelines;
  public final ReviewQueue queue;
  public final BuildReceiver receiver = new BuildReceiver();
  public final BuildInspection inspection = new BuildInspection();
  public final BuildRemover remover = new BuildRemover();
  public final BuildResidue residue = new BuildResidue();
  public final PackageInspector inspector = InspectorFixture.withAllFormats();
  public final JobRepository jobs = new JobRepository();
  public final JobLedger ledger = new JobLedger();
  final BuildReinspector reinspector = new BuildReinspector();
  final InspectBuilds inspectBuilds = new InspectBuilds();
  final AuditTrail audit = new AuditTrail();
  public final Object[] beans;
  public final Caller caller;

  public BuildFixture(TestDatabase.Kind kind, Path directory) {
    this(kind, directory, database -> PlanFixture.lifted());
  }

  /**
   * @param plans makes the gate of the plans
   */
  public BuildFixture(
      TestDatabase.Kind kind, Path directory, Function<TestDatabase, PlanGate> plans) {
    database = TestDatabase.open(kind);
    storage = new StorageFixture(database, directory, clock);
    BuildSettings settings = new BuildSettings();
    settings.maxUploadBytes = 1_000_000;
    PublicUrls urls = PublicUrlsFixture.at("https://pappus.example");
    guidelines =
        new GuidelinesDesk() {
          @Override
          public Standing accept(Caller caller, @Nullable Integer version) {
            return database.newTransaction(() -> super.accept(caller, version));
          }
        };
    queue =
        new ReviewQueue() {
          @Override
          public BuildInReview approve(Caller caller, UUID id, ReviewState seen) {
            return database.newTransaction(() -> super.approve(caller, id, seen));
          }

          @Override
          public BuildInReview reject(Caller caller, UUID id, ReviewState seen, String reason) {
            return database.newTransaction(() -> super.reject(caller, id, seen, reason));
          }
        };
    PlanGate gate = plans.apply(database);
    beans =
        new Object[] {
          database.em(),
          clock,
          settings,
          urls,
          storage.staging,
          storage.files,
          recorded,
          apps,
          builds,
          inspector,
          gate,
          AccessFixture.control(),
          new PasswordHasher(),
          audit,
          new EventRepository(),
          new EventRecorder(),
          new AppRegistrar(),
          new ChannelAccess(),
          new ChannelRegistrar(),
          new EventApps(),
          new BuildPublishedType(),
          new ReviewApprovedType(),
          new ReviewRejectedType(),
          new ReportedBuild(),
          review.settings,
          new GuidelinesRepository(),
          guidelines,
          queue,
          new UserRepository(),
          new NoticeRepository(),
          MailFixture.withoutServer(),
          inbox,
          new BuildPublisher() {
            @Override
            public BuildInContext publish(Caller caller, BuildContent content, PublishOrder order) {
              return database.newTransaction(() -> super.publish(caller, content, order));
            }
          },
          new BuildUnpublisher() {
            @Override
            public void unpublish(Caller caller, UUID id) {
              database.transaction(() -> super.unpublish(caller, id));
            }

            @Override
            public int purge(UUID appId, int max) {
              return database.newTransaction(() -> super.purge(appId, max));
            }
          },
          receiver,
          inspection,
          jobs,
          ledger,
          database.dataSource(),
          new JobStarter(),
          reinspector,
          inspectBuilds,
          new InspectionStep() {
            @Override
            public Optional<Build> next(Job job) {
              return database.newTransaction(() -> super.next(job));
            }

            @Override
            public JobStep settle(Job job, UUID buildId, BuildReading reading) {
              return database.newTransaction(() -> super.settle(job, buildId, reading));
            }

            @Override
            public JobStep end(Job job) {
              return database.newTransaction(() -> super.end(job));
            }
          },
          remover,
          residue
        };
    for (Object bean : beans) {
      if (bean.getClass().getName().startsWith("dev.pappus.")
          && bean != storage.staging
          && bean != storage.files
          && bean != settings
          && bean != review.settings
          && bean != inspector
          && bean != urls
          && bean != gate) {
        Injection.wire(bean, beans);
      }
    }
    Injection.wire(ledger, new FixedInstance<JobKind>(List.of(inspectBuilds)));
    Team team = new Team("Acme", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), NOW);
    database.transaction(() -> database.em().persist(team));
    caller = AccessFixture.caller(team.id());
  }

  /** Uploads bytes with nothing said about them. */
  public BuildInContext upload(byte[] bytes) {
    return upload(bytes, new BuildDetails("app.apk", null, null, null, null, null, null));
  }

  public BuildInContext upload(byte[] bytes, BuildDetails details) {
    try (StagedFile staged = receiver.stage(caller, new ByteArrayInputStream(bytes))) {
      return receiver.receive(caller, staged, details);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
