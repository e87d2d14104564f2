package dev.pappus.delivery;

import dev.pappus.account.AccessFixture;
import dev.pappus.account.Team;
import dev.pappus.app.App;
import dev.pappus.app.AppDeleted;
import dev.pappus.app.AppRepository;
import dev.pappus.app.EventApps;
import dev.pappus.audit.AuditTrail;
import dev.pappus.delivery.store.DeliveryHistory;
import dev.pappus.delivery.store.DeliveryStore;
import dev.pappus.delivery.store.LaneStore;
import dev.pappus.delivery.store.RecoveryStore;
import dev.pappus.delivery.store.SqlRunner;
import dev.pappus.delivery.store.h2.H2DeliveryStore;
import dev.pappus.delivery.store.postgresql.PostgresqlDeliveryStore;
import dev.pappus.event.AppEvent;
import dev.pappus.event.EventApp;
import dev.pappus.event.EventBuild;
import dev.pappus.event.EventMessage;
import dev.pappus.event.EventRecorded;
import dev.pappus.event.EventRecorder;
import dev.pappus.event.EventRepository;
import dev.pappus.event.EventText;
import dev.pappus.inbox.Inbox;
import dev.pappus.inbox.MailFixture;
import dev.pappus.inbox.NoticeRepository;
import dev.pappus.shared.Platform;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.FiredEvents;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.security.Caller;
import dev.pappus.shared.time.DbClock;
import dev.pappus.shared.url.PublicUrlsFixture;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookChanged;
import dev.pappus.webhook.WebhookFilter;
import dev.pappus.webhook.WebhookOptions;
import dev.pappus.webhook.WebhookRepository;
import dev.pappus.webhook.WebhookSwitch;
import dev.pappus.webhook.connector.Connector;
import dev.pappus.webhook.connector.ConnectorCatalog;
import dev.pappus.webhook.connector.ConnectorSettings;
import dev.pappus.webhook.connector.RenderedBody;
import dev.pappus.work.JobLedger;
import dev.pappus.work.JobRepository;
import dev.pappus.work.JobStarter;
import jakarta.json.JsonObject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The engine without its pump, on a real database, with clocks that are set by hand. */
public final class EngineFixture implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  static final UUID KEY = PublicId.newKey();

  public final TestDatabase database;
  public final SqlRunner sql;
  public final DeliveryStore store;
  public final LaneStore lanes;
  public final DeliveryHistory history;
  public final EngineStatus status = new EngineStatus();
  public final DeliverySettings settings = new DeliverySettings();
  public final List<UUID> rung = new ArrayList<>();
  public final DeliveryBell bell =
      new DeliveryBell() {
        @Override
        public void ringAfterCommit(Set<UUID> webhookIds) {
          rung.addAll(webhookIds);
        }
      };
  public final DeliveryPlanner planner;
  public final DeliveryRound round;
  public final LaneOwnership ownership;
  public final DeliveryRepository deliveries;
  public final EndpointWatch watch;
  public final DeliveryResender resender;
  public final LaneRegistrar registrar;
  final DeliveryRecoverer recoverer;
  final RecoveryBatch batch;
  final JobLedger ledger;
  final JobRepository jobs;
  public final UUID node = PublicId.newKey();
  public final App app;
  public final Caller caller;
  public Instant now = START;
  public Function<EventMessage, String> rendering = message -> "body of " + message.type();

  public EngineFixture(TestDatabase.Kind kind) {
    database = TestDatabase.open(kind);
    sql = new SqlRunner(database.dataSource());
    store =
        kind == TestDatabase.Kind.H2 ? new H2DeliveryStore(sql) : new PostgresqlDeliveryStore(sql);
    lanes = new LaneStore(sql);
    history = new DeliveryHistory(sql);
    settings.retryJitter = 0;
    DbClock dbClock = () -> now;
    Clock clock = Clock.fixed(START, ZoneOffset.UTC);
    Object[] parts = {
      store,
      lanes,
      history,
      status,
      settings,
      bell,
      dbClock,
      clock,
      new OneConnector(),
      AccessFixture.control(),
      database.em()
    };
    planner = Injection.wire(new DeliveryPlanner(), parts);
    round = Injection.wire(new DeliveryRound(), parts);
    ownership = Injection.wire(new LaneOwnership(), parts);
    registrar = Injection.wire(new LaneRegistrar(), parts);
    deliveries = Injection.wire(new DeliveryRepository(), parts);
    watch = watch(parts);
    status.node(node);
    resender = resender(status);
    RecoveryStore recoveries = new RecoveryStore(sql);
    jobs = Injection.wire(new JobRepository(), parts);
    ledger = Injection.wire(new JobLedger(), jobs, clock);
    batch =
        Injection.wire(
            new RecoveryBatch(),
            jobs,
            ledger,
            recoveries,
            history,
            store,
            copies(),
            withdrawal(status),
            settings,
            bell,
            dbClock);
    recoverer =
        Injection.wire(
            new DeliveryRecoverer(),
            Injection.wire(
                new WebhookRepository(),
                AccessFixture.control(),
                database.em(),
                Injection.wire(new AppRepository(), parts)),
            store,
            recoveries,
            Injection.wire(new JobStarter(), jobs, clock, database.dataSource()),
            jobs,
            dbClock,
            Injection.wire(new AuditTrail(), parts));
    Team team = new Team("Acme", Locale.ENGLISH, ZoneId.of("UTC"), START);
    app = new App(team.id(), Platform.IOS, "com.example.app", "Example", "example", "key", START);
    database.transaction(
        () -> {
          database.em().persist(team);
          database.em().flush();
          database.em().persist(app);
        });
    caller = Caller.system(team.id());
  }

  /** Few slots and a short schedule, so that little time shows much. */
  public void narrow(int webhookMaxInFlight) {
    settings.webhookMaxInFlight = webhookMaxInFlight;
    settings.maxInFlight = 3 * webhookMaxInFlight;
    settings.retrySchedule =
        List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));
  }

  /** Resends as a node with this status does. */
  public DeliveryResender resender(EngineStatus of) {
    return Injection.wire(
        new DeliveryResender(),
        store,
        lanes,
        history,
        copies(),
        withdrawal(of),
        bell,
        (DbClock) () -> now,
        Injection.wire(
            new DeliveryRepository(),
            AccessFixture.control(),
            history,
            lanes,
            of,
            (DbClock) () -> now),
        Injection.wire(new AuditTrail(), database.em(), Clock.fixed(START, ZoneOffset.UTC)));
  }

  private DeliveryCopies copies() {
    return Injection.wire(new DeliveryCopies(), history, store, settings);
  }

  private DeliveryWithdrawal withdrawal(EngineStatus of) {
    return Injection.wire(
        new DeliveryWithdrawal(), store, of, new FiredEvents<>(DeliveryReplaced.class));
  }

  private EndpointWatch watch(Object... parts) {
    EventApps eventApps = Injection.wire(new EventApps(), PublicUrlsFixture.at("http://127.0.0.1"));
    return Injection.wire(
        new EndpointWatch(),
        store,
        lanes,
        (DbClock) () -> now,
        Injection.wire(
            new WebhookSwitch(),
            Injection.wire(new WebhookRepository(), parts),
            Injection.wire(new AuditTrail(), parts),
            new FiredEvents<>(WebhookChanged.class, registrar::changed),
            Clock.fixed(START, ZoneOffset.UTC)),
        Injection.wire(new AppRepository(), parts),
        Injection.wire(
            new Inbox(),
            Injection.wire(new NoticeRepository(), parts),
            MailFixture.withoutServer()),
        Injection.wire(
            new EventRecorder(),
            Injection.wire(new EventRepository(), parts),
            new FiredEvents<>(EventRecorded.class, planner::plan)),
        Injection.wire(new EndpointDisabledType(), eventApps),
        Injection.wire(new EndpointRecoveredType(), eventApps));
  }

  /** Says a node's sign of life and takes lanes, as the node's own transactions. */
  public LaneOwnership ownership() {
    return new LaneOwnership() {
      @Override
      public Nodes beat(UUID of, UUID dataDirectoryId, int owned, int inFlight) {
        return database.newTransaction(() -> ownership.beat(of, dataDirectoryId, owned, inFlight));
      }

      @Override
      public Holding take(UUID of, Set<UUID> dead, Set<UUID> fresh) {
        return database.newTransaction(() -> ownership.take(of, dead, fresh));
      }

      @Override
      public void release(UUID of, Collection<UUID> webhookIds) {
        database.transaction(() -> ownership.release(of, webhookIds));
      }

      @Override
      public void release(UUID of) {
        database.transaction(() -> ownership.release(of));
      }
    };
  }

  /** One connector, whose bodies the test decides. */
  /** The database, with a count of its statements: a runner takes a connection for each. */
  DataSource counting(AtomicInteger statements) {
    DataSource real = database.dataSource();
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              statements.incrementAndGet();
              return method.invoke(real, arguments);
            });
  }

  private final class OneConnector extends ConnectorCatalog {
    @Override
    public Optional<Connector> find(String kind) {
      return kind.equals("unknown")
          ? Optional.empty()
          : Optional.of(
              new Connector() {
                @Override
                public String kind() {
                  return kind;
                }

                @Override
                public int order() {
                  return 1;
                }

                @Override
                public RenderedBody render(EventMessage message, ConnectorSettings unused) {
                  return new RenderedBody(
                      "text/plain", rendering.apply(message).getBytes(StandardCharsets.UTF_8));
                }
              });
    }
  }

  private int slots;

  public Webhook webhook(String... events) {
    return webhook("plain", events);
  }

  public Webhook webhook(String format, String[] events) {
    Webhook webhook =
        new Webhook(
            app.teamId(),
            app.id(),
            slots++,
            "hook",
            "http://127.0.0.1:18200/hook",
            Set.of(events),
            format,
            Locale.ENGLISH,
            ZoneId.of("UTC"),
            "sealed",
            START);
    database.transaction(
        () -> {
          database.em().persist(webhook);
          database.em().flush();
          lanes.insert(webhook.id());
        });
    return webhook;
  }

  /** A webhook of the whole team, for feedback. */
  Webhook teamWebhook(WebhookFilter filter) {
    Webhook webhook =
        new Webhook(
            app.teamId(),
            null,
            slots++,
            "team's hook",
            "http://127.0.0.1:18200/hook",
            Set.of("feedback"),
            "plain",
            Locale.ENGLISH,
            ZoneId.of("UTC"),
            "sealed",
            START);
    webhook.configure(
        new WebhookOptions(
            Locale.ENGLISH, ZoneId.of("UTC"), List.of(), null, null, null, false, false, filter),
        null,
        START);
    database.transaction(
        () -> {
          database.em().persist(webhook);
          database.em().flush();
          lanes.insert(webhook.id());
        });
    return webhook;
  }

  public void change(Webhook webhook, Consumer<Webhook> change) {
    change(webhook.id(), change);
  }

  public void change(UUID webhook, Consumer<Webhook> change) {
    database.transaction(() -> change.accept(database.em().find(Webhook.class, webhook)));
  }

  /** As people do: what hangs on the deletion is told, its own webhooks go with it. */
  public void deleteApp(UUID appId) {
    database.transaction(
        () -> {
          database.em().find(App.class, appId).delete(now);
          database.em().flush();
          registrar.deleted(new AppDeleted(appId));
        });
  }

  /** One more app of the team. */
  App anotherApp() {
    App another =
        new App(app.teamId(), Platform.ANDROID, "com.example.b", "B", "other", "other-key", START);
    database.transaction(() -> database.em().persist(another));
    return another;
  }

  /** As people do: what hangs on the change is told. */
  public void edit(UUID webhook, Consumer<Webhook> change, boolean fresh) {
    change(
        webhook,
        found -> {
          change.accept(found);
          database.em().flush();
          registrar.changed(new WebhookChanged(webhook, fresh));
        });
  }

  public EventMessage event(String type) {
    return event(app, type);
  }

  EventMessage event(App of, String type) {
    return new EventMessage(
        PublicId.newKey(),
        type,
        START,
        false,
        new EventApp(of.id(), of.name(), of.platform(), of.bundleId(), "example", "http://x"),
        EventBuild.unknown("1.0", "1"),
        START,
        START,
        "notes",
        JsonObject.EMPTY_JSON_OBJECT,
        Map.of(Locale.ENGLISH, new EventText("a", "m")));
  }

  public EventMessage record(String type) {
    EventMessage message = event(type);
    record(message, null);
    return message;
  }

  public void record(EventMessage message, @Nullable UUID onlyWebhook) {
    database.transaction(
        () -> {
          database.em().persist(new AppEvent(app.teamId(), message));
          database.em().flush();
          planner.plan(new EventRecorded(app.teamId(), message, onlyWebhook));
        });
  }

  public List<LaneHold> takeLanes() {
    return holding(node, Set.of(), Set.of(node)).lanes();
  }

  public LaneOwnership.Holding holding(UUID of, Set<UUID> dead, Set<UUID> fresh) {
    database.newTransaction(() -> ownership.beat(of, UUID.randomUUID(), 0, 0));
    return database.newTransaction(() -> ownership.take(of, dead, fresh));
  }

  public RoundOutcome run(RoundRequest request) {
    return database.newTransaction(() -> round.run(request));
  }

  /** Reads what is due in all lanes of the node. */
  List<DueDelivery> due() {
    return due(Set.of());
  }

  List<DueDelivery> due(Set<UUID> busy) {
    List<LaneDemand> demands =
        lanes.owned(node).stream()
            .map(hold -> new LaneDemand(hold.webhookId(), hold.epoch(), 100, busy.size(), true))
            .toList();
    return run(new RoundRequest(node, List.of(), false, demands, busy)).reading().due();
  }

  RoundOutcome settle(AttemptResult... results) {
    return run(new RoundRequest(node, List.of(results), false, List.of(), Set.of()));
  }

  int sweep() {
    return run(new RoundRequest(node, List.of(), true, List.of(), Set.of())).closed();
  }

  AttemptResult delivered(DueDelivery due) {
    return result(due, AttemptOutcome.DELIVERED, 200, "ok".getBytes(StandardCharsets.UTF_8));
  }

  AttemptResult failed(DueDelivery due) {
    return result(due, AttemptOutcome.HTTP_ERROR, 503, new byte[0]);
  }

  AttemptResult result(DueDelivery due, AttemptOutcome outcome, int status, byte[] answer) {
    return new AttemptResult(
        PublicId.newKey(),
        due,
        now,
        Duration.ofMillis(20),
        outcome,
        false,
        false,
        null,
        outcome == AttemptOutcome.DELIVERED ? null : "failed",
        new Exchange(
            "http://127.0.0.1/hook",
            "a: b",
            null,
            status,
            new byte[0],
            answer,
            false,
            Timings.NONE));
  }

  public Delivery only() {
    List<Delivery> all = history.page(app.id(), DeliveryFilter.ALL, null, 10);
    if (all.size() != 1) {
      throw new IllegalStateException("Not one delivery but " + all);
    }
    return deliveries.get(caller, all.get(0).id());
  }

  public Delivery delivery(UUID id) {
    return deliveries.get(caller, id);
  }

  @Override
  public void close() {
    database.close();
  }
}
