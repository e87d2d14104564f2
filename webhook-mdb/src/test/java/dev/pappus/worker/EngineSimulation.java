package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.DeliveryResender;
import dev.pappus.delivery.DeliveryRound;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EndpointWatch;
import dev.pappus.delivery.EngineFixture;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.LaneOwnership;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.delivery.RoundRequest;
import dev.pappus.delivery.store.StoreUnavailableException;
import dev.pappus.shared.config.DataDirectoryFixture;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.problem.DomainException;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.connector.EndpointResponse;
import dev.pappus.webhook.network.OpenNetworksFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Nodes with their real pumps on one database, and a clock, a network, people and deaths that a
 * seed decides. At every POST and after every few steps it looks whether a rule of the engine is
 * broken.
 */
final class EngineSimulation implements AutoCloseable {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);
  private static final int CAP = 4;
  static final int RATE = 5;

  final EngineFixture engine;
  final Random random;
  final List<String> story = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();
  private final Path folder;
  private final List<Hook> hooks = new ArrayList<>();
  private final Map<String, Integer> posts = new HashMap<>();
  private final Map<UUID, Integer> excuses = new HashMap<>();
  private final Set<UUID> accepted = new HashSet<>();
  private final Map<UUID, String> finals = new HashMap<>();
  private long nanos;
  private int directories;
  boolean databaseAway;
  private boolean paused;
  private long pausedSince;
  private long databaseBack;
  private long rows;
  int sent;

  EngineSimulation(TestDatabase.Kind kind, long seed, Path folder) {
    this.folder = folder;
    random = new Random(seed);
    engine = new EngineFixture(kind);
    engine.narrow(CAP);
    engine.now = Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MILLIS);
    hooks.add(new Hook("plain", null, CAP, false));
    hooks.add(new Hook("narrow", "max_concurrency = 2", 2, false));
    hooks.add(new Hook("slow", "rate_limit = " + RATE + ", rate_period = 'SECOND'", CAP, false));
    hooks.add(new Hook("ordered", "ordered = true", 1, true));
  }

  /** A webhook and the mood of its endpoint. */
  final class Hook {
    final String name;
    final UUID id;
    final int cap;
    final boolean ordered;
    int status = 200;
    boolean removed;
    boolean enabled = true;
    final List<Long> starts = new ArrayList<>();

    Hook(String name, @org.jspecify.annotations.Nullable String set, int cap, boolean ordered) {
      this.name = name;
      this.cap = cap;
      this.ordered = ordered;
      id = engine.webhook("feedback", "endpoint.disabled", "endpoint.recovered").id();
      if (set != null) {
        engine.database.execute("update webhook set " + set + " where id = '" + id + "'");
      }
    }
  }

  /** A call at the endpoint. */
  private record Call(
      Node node, DueDelivery due, Consumer<? super Sent> sink, long at, Instant started) {}

  /** A running server. */
  final class Node implements Sender {
    final int directory;
    final EngineStatus status = new EngineStatus();
    final NodeHeartbeat heartbeat = new NodeHeartbeat();
    final List<Call> open = new ArrayList<>();
    final PumpLoop pump;
    boolean frozen;

    Node(int directory) {
      this.directory = directory;
      LaneOwnership ownership = engine.ownership();
      Injection.wire(
          heartbeat,
          new AwayOwnership(ownership),
          DataDirectoryFixture.at(folder.resolve("d" + directory)),
          engine.settings,
          status,
          OpenNetworksFixture.none(),
          new EndpointWatch() {
            @Override
            public void tell(UUID webhookId) {
              reachDatabase();
              engine.database.newTransaction(
                  () -> {
                    engine.watch.tell(webhookId);
                    return true;
                  });
            }
          });
      heartbeat.nanoTime = () -> nanos;
      heartbeat.open();
      RoundGuard guard = new RoundGuard();
      guard.round =
          new DeliveryRound() {
            @Override
            public RoundOutcome run(RoundRequest request) {
              reachDatabase();
              return engine.run(request);
            }
          };
      Judgement judgement = new Judgement();
      judgement.connectors = new PlainConnector().catalog();
      judgement.status = status;
      pump =
          new PumpLoop(
              guard,
              heartbeat,
              this,
              judgement,
              status,
              engine.settings,
              Clock.systemUTC(),
              () -> nanos);
    }

    @Override
    public void send(
        DueDelivery due, boolean proven, BooleanSupplier mayStart, Consumer<? super Sent> sink) {
      if (!mayStart.getAsBoolean()) {
        sink.accept(Sent.not(PublicId.newKey(), due, engine.now, "not now"));
        return;
      }
      Call call = new Call(this, due, sink, nanos, engine.now);
      posted(call);
      open.add(call);
    }

    @Override
    public void cancelAll() {
      List.copyOf(open)
          .forEach(
              call -> {
                open.remove(call);
                // it may have arrived all the same
                excuse(call.due().deliveryId());
                call.sink().accept(Sent.not(PublicId.newKey(), call.due(), engine.now, "stopped"));
              });
    }

    void end(Call call, int status) {
      open.remove(call);
      tell(call.due().deliveryId() + " answered " + status);
      if (status >= 200 && status < 300) {
        accepted.add(call.due().deliveryId());
      }
      call.sink()
          .accept(
              new Sent(
                  PublicId.newKey(),
                  call.due(),
                  call.started(),
                  Duration.ofNanos(nanos - call.at()),
                  status == 0 ? AttemptOutcome.TIMEOUT : null,
                  status == 0 ? "timed out" : null,
                  status == 0 ? null : new EndpointResponse(status, Map.of(), new byte[0], false),
                  Exchange.unanswered("http://127.0.0.1/", "")));
    }
  }

  private final class AwayOwnership extends LaneOwnership {
    private final LaneOwnership real;

    AwayOwnership(LaneOwnership real) {
      this.real = real;
    }

    @Override
    public Nodes beat(UUID node, UUID dataDirectoryId, int owned, int inFlight) {
      reachDatabase();
      return real.beat(node, dataDirectoryId, owned, inFlight);
    }

    @Override
    public Holding take(UUID node, Set<UUID> dead, Set<UUID> fresh) {
      reachDatabase();
      return real.take(node, dead, fresh);
    }

    @Override
    public void release(UUID node, java.util.Collection<UUID> webhookIds) {
      reachDatabase();
      real.release(node, webhookIds);
    }

    @Override
    public void release(UUID node) {
      reachDatabase();
      real.release(node);
    }
  }

  private void reachDatabase() {
    if (databaseAway) {
      throw new StoreUnavailableException(new SQLException("away", "08006"));
    }
  }

  // ------------------------------------------------------------------ what happens

  void tell(String what) {
    story.add(String.format("%9.3f s %s", nanos / 1e9, what));
  }

  Node start() {
    return start(directories++);
  }

  Node start(int directory) {
    Node node = new Node(directory);
    nodes.add(node);
    tell("start in directory " + directory);
    return node;
  }

  /** The process dies: what was under way may have arrived. */
  void kill(Node node) {
    tell("kill " + node.directory);
    inDoubt(node);
    nodes.remove(node);
    node.heartbeat.close();
  }

  /** It stands still, as in a long collection of garbage; the others may take over. */
  void freeze(Node node) {
    tell("freeze " + node.directory);
    node.frozen = true;
    inDoubt(node);
  }

  /** An orderly stop while everything is answered. */
  void stop(Node node) {
    tell("stop " + node.directory);
    List.copyOf(node.open).forEach(call -> node.end(call, hook(call).status));
    node.pump.stop();
    node.pump.run();
    if (databaseAway) {
      inDoubt(node);
    }
    node.heartbeat.close();
    nodes.remove(node);
  }

  private void inDoubt(Node node) {
    // in flight, or ended and not settled: what the node has begun and not ended in its status
    posts.keySet().stream()
        .map(key -> UUID.fromString(key.substring(0, 36)))
        .distinct()
        .filter(node.status::inFlight)
        .forEach(this::excuse);
  }

  private void excuse(UUID delivery) {
    excuses.merge(delivery, 1, Integer::sum);
  }

  private Hook hook(Call call) {
    return hooks.stream()
        .filter(hook -> hook.id.equals(call.due().webhookId()))
        .findFirst()
        .orElseThrow();
  }

  void event() {
    if (!databaseAway) {
      engine.record("feedback");
    }
  }

  void answerOne(Node node) {
    if (!node.open.isEmpty()) {
      Call call = node.open.get(random.nextInt(node.open.size()));
      int status = hook(call).status;
      if (status != 0) {
        node.end(call, status);
      }
    }
  }

  void mood(int status) {
    Hook hook = hooks.get(random.nextInt(hooks.size()));
    hook.status = status;
    tell(hook.name + " answers " + status);
  }

  private Hook anyLive() {
    List<Hook> live = hooks.stream().filter(hook -> !hook.removed).toList();
    return live.get(random.nextInt(live.size()));
  }

  void turn() {
    Hook hook = anyLive();
    if (databaseAway) {
      return;
    }
    boolean on = !engine.database.em().find(Webhook.class, hook.id).enabled();
    change(hook, webhook -> set(webhook, on), on);
    tell(hook.name + (on ? " on" : " off"));
  }

  private static void set(Webhook webhook, boolean on) {
    if (on) {
      webhook.enable(EngineFixture.START);
    } else {
      webhook.disable(null, EngineFixture.START);
    }
  }

  void edit() {
    if (!databaseAway) {
      Hook hook = anyLive();
      change(hook, webhook -> webhook.pointAt("http://127.0.0.1:1/" + nanos, engine.now), true);
      tell(hook.name + " edited");
    }
  }

  void remove() {
    if (!databaseAway && hooks.stream().filter(hook -> !hook.removed).count() > 2) {
      Hook hook = anyLive();
      hook.removed = true;
      change(hook, webhook -> webhook.remove(engine.now), false);
      tell(hook.name + " removed");
    }
  }

  private void change(Hook hook, Consumer<Webhook> change, boolean fresh) {
    engine.edit(hook.id, change, fresh);
  }

  /** Somebody asks a random node to send a random delivery again. */
  void resend() {
    if (databaseAway || nodes.isEmpty()) {
      return;
    }
    List<UUID> all = keys("select id from delivery order by id");
    if (all.isEmpty()) {
      return;
    }
    UUID delivery = all.get(random.nextInt(all.size()));
    Node node = nodes.get(random.nextInt(nodes.size()));
    DeliveryResender resender = engine.resender(node.status);
    try {
      engine.database.newTransaction(() -> resender.resend(engine.caller, delivery));
      tell("resent " + delivery);
    } catch (DomainException refused) {
      tell("not resent: " + refused.code());
    }
  }

  void test() {
    if (!databaseAway) {
      Hook hook = anyLive();
      engine.record(engine.event("feedback").asTest(PublicId.newKey(), engine.now), hook.id);
    }
  }

  void pause(boolean now) {
    if (!databaseAway && paused != now) {
      paused = now;
      pausedSince = nanos;
      engine.database.execute("update engine_switch set paused = " + now);
      tell(now ? "paused" : "resumed");
    }
  }

  void database(boolean away) {
    if (databaseAway != away) {
      databaseAway = away;
      databaseBack = nanos;
      tell(away ? "database away" : "database back");
    }
  }

  /** Time goes by in small steps, in which all nodes that are not frozen do their work. */
  void pass(Duration time) {
    long left = time.toNanos();
    while (left > 0) {
      long step = Math.min(left, Duration.ofSeconds(1).toNanos());
      jump(Duration.ofNanos(step));
      left -= step;
      List.copyOf(nodes).stream().filter(node -> !node.frozen).forEach(node -> node.pump.step());
    }
  }

  /** Time goes by and nobody notices. */
  void jump(Duration time) {
    nanos += time.toNanos();
    engine.now = engine.now.plus(time);
    for (Node node : nodes) {
      if (!node.frozen) {
        List.copyOf(node.open).stream()
            .filter(call -> nanos - call.at() >= ATTEMPT_TIMEOUT.toNanos())
            .forEach(call -> node.end(call, 0));
      }
    }
  }

  /** A long sleep of the whole house. */
  void sleep(Duration time) {
    tell("sleep " + time);
    nodes.forEach(this::inDoubt);
    jump(time);
  }

  // ------------------------------------------------------------------ what must hold

  private void posted(Call call) {
    sent++;
    Hook hook = hook(call);
    DueDelivery due = call.due();
    tell(
        hook.name
            + " gets "
            + due.deliveryId()
            + " attempt "
            + due.attemptNumber()
            + " from "
            + call.node().directory
            + " epoch "
            + due.epoch());
    int times = posts.merge(due.deliveryId() + " " + due.attemptNumber(), 1, Integer::sum);
    int all = excuses.getOrDefault(due.deliveryId(), 0);
    assertThat(times)
        .as(
            "%s sent %s as attempt %d by %d",
            hook.name, due.deliveryId(), due.attemptNumber(), call.node().directory)
        .isLessThanOrEqualTo(1 + all);
    assertThat(inFlight(hook)).as("cap of %s", hook.name).isLessThan(hook.cap);
    if (paused && !databaseAway) {
      long since = Math.min(nanos - pausedSince, nanos - databaseBack);
      assertThat(since).as("sent while paused").isLessThanOrEqualTo(11_000_000_000L);
    }
    if (due.test()) {
      return;
    }
    hook.starts.add(nanos);
    int n = hook.starts.size();
    if (hook.name.equals("slow") && n > RATE) {
      assertThat(nanos - hook.starts.get(n - 1 - RATE))
          .as("rate of %s", hook.name)
          .isGreaterThanOrEqualTo(1_000_000_000L);
    }
    if (hook.ordered && !databaseAway) {
      inOrder(hook, due);
    }
  }

  private long inFlight(Hook hook) {
    return nodes.stream()
        .flatMap(node -> node.open.stream())
        .filter(call -> call.due().webhookId().equals(hook.id))
        // a frozen node's calls are over by then
        .filter(call -> nanos - call.at() < ATTEMPT_TIMEOUT.toNanos())
        .count();
  }

  /**
   * All that stand before it are at their end, or are accepted and only not yet settled. Test sends
   * have a negative number: they stand in no line.
   */
  private void inOrder(Hook hook, DueDelivery due) {
    List<UUID> before =
        keys(
            "select b.delivery_id from delivery_due b, delivery_due d where b.webhook_id = '"
                + hook.id
                + "' and d.delivery_id = '"
                + due.deliveryId()
                + "' and b.webhook_id = d.webhook_id and b.sequence >= 0 and b.sequence < d.sequence");
    before.removeAll(accepted);
    assertThat(before).as("before %s in line", due.deliveryId()).isEmpty();
  }

  private List<UUID> keys(String sql) {
    return new ArrayList<>(engine.sql.query(sql, row -> row.getObject(1, UUID.class)));
  }

  /** The tables say nothing that cannot be. */
  void check() {
    long now = engine.database.count("delivery");
    assertThat(now).as("deliveries").isGreaterThanOrEqualTo(rows);
    rows = now;
    assertThat(
            engine.database.count(
                "delivery v left join delivery_due d on d.delivery_id = v.id"
                    + " where (v.status = 'PENDING') <> (d.delivery_id is not null)"))
        .as("unfinished ones without a row, or finished ones with one")
        .isZero();
    assertThat(
            engine.database.count(
                "delivery v left join delivery_due d on d.delivery_id = v.id where"
                    + " coalesce(d.attempt_count, v.attempt_count) <> (select count(*) from attempt a"
                    + " where a.delivery_id = v.id and not a.duplicate)"))
        .as("attempts that were miscounted")
        .isZero();
    engine
        .sql
        .query(
            "select id, status, reason from delivery where status <> 'PENDING'",
            row ->
                Map.entry(row.getObject(1, UUID.class), row.getString(2) + " " + row.getString(3)))
        .forEach(
            entry -> {
              String before = finals.putIfAbsent(entry.getKey(), entry.getValue());
              assertThat(before == null ? entry.getValue() : before)
                  .as("the end of %s", entry.getKey())
                  .isEqualTo(entry.getValue());
              assertThat(entry.getValue())
                  .isIn(
                      "DELIVERED null",
                      "FAILED attempts-used-up",
                      "FAILED gone",
                      "FAILED test-failed",
                      "FAILED not-sent",
                      "EXPIRED max-age",
                      "CANCELLED resent",
                      "CANCELLED webhook-removed");
              if (entry.getValue().startsWith("DELIVERED")) {
                assertThat(accepted).contains(entry.getKey());
              }
            });
  }

  /** Everything is well again: what waits must come to its end. */
  void heal() {
    tell("heal");
    database(false);
    pause(false);
    hooks.forEach(hook -> hook.status = 200);
    List.copyOf(nodes).forEach(this::kill);
    start();
    for (int round = 0; round < 400 && engine.database.count("delivery_due") > 0; round++) {
      for (Hook hook : hooks) {
        if (!hook.removed && !engine.database.em().find(Webhook.class, hook.id).enabled()) {
          change(hook, webhook -> webhook.enable(EngineFixture.START), true);
        }
      }
      for (int i = 0; i < 8; i++) {
        pass(Duration.ofMillis(500));
        Node node = nodes.get(0);
        List.copyOf(node.open).forEach(call -> node.end(call, 200));
      }
      sleep(Duration.ofMinutes(20));
    }
    check();
    assertThat(engine.database.count("delivery_due")).as("stuck").isZero();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.heartbeat.close());
    engine.close();
  }
}
