package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneHold;
import dev.pappus.delivery.LaneOwnership;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.delivery.RoundRequest;
import dev.pappus.delivery.store.RejectedRowsException;
import dev.pappus.shared.log.LogLine;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A node's engine: settles what has finished and reads what is due in rounds, and hands it to the
 * sender, in turn between lanes. All but {@link #wake} and {@link #stop} runs on its one thread, so
 * that caps are exact without a lock.
 */
final class PumpLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(PumpLoop.class.getName());

  /** A lost bell costs at most this. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);
  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** What was read longer ago is read again: its webhook may have been changed. */
  private static final Duration READ_IS_GOOD_FOR = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration CANCELLED_ANSWER = Duration.ofSeconds(3);

  private final RoundGuard guard;
  private final Sender sender;
  private final EngineStatus status;
  private final DeliverySettings settings;
  private final NodeIdentity node;
  private final Clock clock;
  private final DeadNodes deadNodes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition called = lock.newCondition();
  private final ConcurrentLinkedQueue<AttemptResult> finished = new ConcurrentLinkedQueue<>();
  private final Set<UUID> woken = ConcurrentHashMap.newKeySet();
  private boolean calling;
  private volatile boolean stopping;

  private final Map<UUID, LaneQueue> lanes = new LinkedHashMap<>();
  private final Deque<LaneQueue> turn = new ArrayDeque<>();
  private final Deque<AttemptResult> unsettled = new ArrayDeque<>();
  private final Set<UUID> busy = new HashSet<>();
  private int inFlight;
  private int unprovenInFlight;
  private boolean more;
  private long lastLook;
  private long lastBeat;
  private long lastSweep;
  private long lastGoodRound;
  private Duration pause = Duration.ZERO;

  PumpLoop(
      RoundGuard guard,
      Sender sender,
      EngineStatus status,
      DeliverySettings settings,
      NodeIdentity node,
      Clock clock) {
    this.guard = guard;
    this.sender = sender;
    this.status = status;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
    this.deadNodes =
        new DeadNodes(
            node.id(),
            node.dataDirectoryId(),
            EngineStatus.STALE_AFTER.plus(settings.attemptTimeout()).plusSeconds(1));
    long now = System.nanoTime();
    lastLook = now - LOOK.toNanos();
    lastBeat = now - HEARTBEAT.toNanos();
    lastSweep = now;
    lastGoodRound = now;
  }

  /** These webhooks have work, or have changed. */
  void wake(Set<UUID> webhookIds) {
    woken.addAll(webhookIds);
    call();
  }

  /** Ends the loop: no call begins any more, what is under way is settled, lanes are given back. */
  void stop() {
    stopping = true;
    call();
  }

  private void call() {
    lock.lock();
    try {
      calling = true;
      called.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        waitForWork();
        step();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping = true;
      } catch (RuntimeException | Error e) {
        // whatever it is, the engine of this node must go on
        LOG.log(Level.ERROR, LogLine.of("delivery.pump-stumbled").toString(), e);
        failed();
      }
    }
    try {
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, LogLine.of("delivery.stop-interrupted").toString());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, LogLine.of("delivery.stop-stumbled").toString(), e);
    }
  }

  private void waitForWork() throws InterruptedException {
    long now = System.nanoTime();
    long until =
        pause.isZero()
            ? Math.min(lastLook + LOOK.toNanos(), lastBeat + HEARTBEAT.toNanos())
            : now + pause.toNanos();
    if (pause.isZero()) {
      for (LaneQueue lane : lanes.values()) {
        until = Math.min(until, Math.max(lane.nextDueNanos(), now));
      }
    }
    lock.lock();
    try {
      long left = until - System.nanoTime();
      // after a failure a call does not shorten the pause
      while (left > 0 && !stopping && !(pause.isZero() && (calling || more))) {
        left = called.awaitNanos(left);
      }
      calling = false;
    } finally {
      lock.unlock();
    }
  }

  private void step() {
    long now = System.nanoTime();
    takeFinished();
    if (now - lastBeat >= HEARTBEAT.toNanos() || knowsNot(woken)) {
      beat(now);
    }
    dispatch(now);
    for (UUID webhook : Set.copyOf(woken)) {
      woken.remove(webhook);
      LaneQueue lane = lanes.get(webhook);
      if (lane != null) {
        lane.want();
      }
    }
    if (now - lastLook >= LOOK.toNanos()) {
      lastLook = now;
      lanes.values().forEach(LaneQueue::want);
    }
    boolean sweep = now - lastSweep >= SWEEP.toNanos();
    List<LaneDemand> demands = demands(now);
    if (unsettled.isEmpty() && demands.isEmpty() && !sweep) {
      more = false;
      return;
    }
    if (sweep) {
      lastSweep = now;
    }
    round(demands, sweep);
    dispatch(System.nanoTime());
  }

  private boolean knowsNot(Set<UUID> webhooks) {
    return webhooks.stream().anyMatch(webhook -> !lanes.containsKey(webhook));
  }

  private void takeFinished() {
    AttemptResult result;
    while ((result = finished.poll()) != null) {
      unsettled.add(result);
      inFlight--;
      LaneQueue lane = lanes.get(result.due().webhookId());
      if (lane != null && lane.epoch() == result.due().epoch()) {
        if (!lane.proven()) {
          unprovenInFlight--;
        }
        lane.finished();
        if (result.outcome() != AttemptOutcome.NOT_SENT) {
          prove(lane, result.outcome() == AttemptOutcome.DELIVERED);
        }
      }
    }
  }

  private void prove(LaneQueue lane, boolean proven) {
    if (lane.proven() != proven) {
      unprovenInFlight += proven ? -lane.inFlight() : lane.inFlight();
      lane.proven(proven);
    }
  }

  private void beat(long now) {
    lastBeat = now;
    LaneOwnership.Nodes nodes = guard.beat(node.id(), node.dataDirectoryId());
    LaneOwnership.Holding holding = guard.take(node.id(), deadNodes.among(nodes, now));
    status.counted(holding.lanes().size(), holding.backlog());
    Map<UUID, LaneHold> held = new HashMap<>();
    holding.lanes().forEach(hold -> held.put(hold.webhookId(), hold));
    lanes.values().removeIf(lane -> lost(lane, held.get(lane.webhookId())));
    held.values().forEach(hold -> lanes.computeIfAbsent(hold.webhookId(), id -> taken(hold)));
    woken.removeIf(webhook -> !lanes.containsKey(webhook));
  }

  private LaneQueue taken(LaneHold hold) {
    LaneQueue lane = new LaneQueue(hold);
    turn.add(lane);
    return lane;
  }

  /** A lane that somebody else took: what waits in it is theirs, what is under way comes late. */
  private boolean lost(LaneQueue lane, @Nullable LaneHold hold) {
    if (hold != null && hold.epoch() == lane.epoch()) {
      return false;
    }
    drop(lane.takeOlderThan(Long.MAX_VALUE));
    if (!lane.proven()) {
      unprovenInFlight -= lane.inFlight();
    }
    turn.remove(lane);
    return true;
  }

  private void drop(Deque<DueDelivery> unsent) {
    unsent.forEach(due -> busy.remove(due.deliveryId()));
  }

  private List<LaneDemand> demands(long now) {
    List<LaneDemand> demands = new ArrayList<>();
    if (inFlight < settings.maxInFlight()) {
      for (LaneQueue lane : lanes.values()) {
        LaneDemand demand = lane.demand(slots(lane), now);
        if (demand != null) {
          demands.add(demand);
        }
      }
    }
    return demands;
  }

  /** A lane whose endpoint has not lately said yes gets one. */
  private int slots(LaneQueue lane) {
    return lane.proven() ? settings.webhookMaxInFlight() : 1;
  }

  private void round(List<LaneDemand> demands, boolean sweep) {
    List<AttemptResult> batch = new ArrayList<>();
    while (batch.size() < RoundRequest.MAX_RESULTS && !unsettled.isEmpty()) {
      batch.add(unsettled.remove());
    }
    RoundOutcome outcome;
    try {
      outcome = guard.run(new RoundRequest(node.id(), batch, sweep, demands, busy));
    } catch (RejectedRowsException e) {
      outcome = settleByHalves(batch);
    } catch (RuntimeException e) {
      putBack(batch);
      throw e;
    }
    if (!outcome.done()) {
      putBack(batch);
      demands.forEach(demand -> want(demand.webhookId()));
      failed();
      return;
    }
    long now = System.nanoTime();
    lastGoodRound = now;
    pause = Duration.ZERO;
    status.roundDone(clock.instant());
    batch.forEach(this::settled);
    outcome
        .retries()
        .forEach(
            (webhook, in) -> {
              LaneQueue lane = lanes.get(webhook);
              if (lane != null) {
                lane.expect(now + in.toNanos());
              }
            });
    takeIn(outcome.due(), demands, now);
    more = !unsettled.isEmpty();
  }

  private void want(UUID webhook) {
    LaneQueue lane = lanes.get(webhook);
    if (lane != null) {
      lane.want();
    }
  }

  /** One row that no database will take must not hold up the others: halve down to it. */
  private RoundOutcome settleByHalves(List<AttemptResult> batch) {
    RoundRequest request = new RoundRequest(node.id(), List.of(), false, List.of(), busy);
    Map<UUID, Duration> retries = new HashMap<>();
    Deque<List<AttemptResult>> parts = new ArrayDeque<>();
    parts.push(batch);
    while (!parts.isEmpty()) {
      List<AttemptResult> part = parts.pop();
      try {
        RoundOutcome outcome = guard.run(request.settling(part));
        if (!outcome.done()) {
          return RoundOutcome.FAILED;
        }
        outcome.retries().forEach((id, in) -> retries.merge(id, in, PumpLoop::shorter));
      } catch (RejectedRowsException e) {
        if (part.size() > 1) {
          parts.push(part.subList(part.size() / 2, part.size()));
          parts.push(part.subList(0, part.size() / 2));
        } else if (!part.isEmpty()) {
          LOG.log(
              Level.WARNING,
              LogLine.of("delivery.answer-not-storable").with("cause", e).toString());
          RoundOutcome outcome = guard.run(request.settling(List.of(part.get(0).withoutAnswer())));
          if (!outcome.done()) {
            return RoundOutcome.FAILED;
          }
          outcome.retries().forEach((id, in) -> retries.merge(id, in, PumpLoop::shorter));
        }
      }
    }
    return new RoundOutcome(true, List.of(), retries, 0);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void putBack(List<AttemptResult> batch) {
    for (int i = batch.size() - 1; i >= 0; i--) {
      unsettled.push(batch.get(i));
    }
  }

  private void failed() {
    status.roundFailed();
    Duration doubled = pause.multipliedBy(2);
    pause =
        pause.isZero()
            ? FIRST_PAUSE
            : doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void settled(AttemptResult result) {
    status.end(result.due().deliveryId());
    busy.remove(result.due().deliveryId());
    LaneQueue lane = lanes.get(result.due().webhookId());
    if (lane != null && lane.epoch() == result.due().epoch()) {
      lane.settled();
    }
  }

  private void takeIn(List<DueDelivery> due, List<LaneDemand> demands, long now) {
    Map<UUID, Integer> found = new HashMap<>();
    for (DueDelivery delivery : due) {
      LaneQueue lane = lanes.get(delivery.webhookId());
      if (lane != null && lane.epoch() == delivery.epoch() && busy.add(delivery.deliveryId())) {
        lane.add(delivery, now);
        found.merge(delivery.webhookId(), 1, Integer::sum);
      }
    }
    for (LaneDemand demand : demands) {
      LaneQueue lane = lanes.get(demand.webhookId());
      if (lane != null) {
        lane.read(found.getOrDefault(demand.webhookId(), 0), demand.wanted());
      }
    }
  }

  /** Sends what may be sent, one of each lane in turn. */
  private void dispatch(long now) {
    if (stopping || !pause.isZero() || now - lastGoodRound > EngineStatus.STALE_AFTER.toNanos()) {
      return;
    }
    for (LaneQueue lane : lanes.values()) {
      drop(lane.takeOlderThan(now - READ_IS_GOOD_FOR.toNanos()));
    }
    int passed = 0;
    while (passed < turn.size() && inFlight < settings.maxInFlight()) {
      LaneQueue lane = turn.remove();
      turn.add(lane);
      boolean place = lane.proven() || unprovenInFlight < Math.max(1, settings.maxInFlight() / 2);
      if (place && lane.ready(slots(lane))) {
        passed = 0;
        send(lane);
      } else {
        passed++;
      }
    }
  }

  private void send(LaneQueue lane) {
    DueDelivery due = lane.send();
    if (!status.begin(due.deliveryId())) {
      // a resend has just taken its place
      lane.finished();
      lane.settled();
      busy.remove(due.deliveryId());
      return;
    }
    inFlight++;
    if (!lane.proven()) {
      unprovenInFlight++;
    }
    sender.send(due, this::finish);
  }

  /** Called by the sender, on any thread. */
  private void finish(AttemptResult result) {
    status.attempted(result.outcome(), result.took());
    finished.add(result);
    call();
  }

  /** The way out: wait for what is under way, cancel the rest, settle, give the lanes back. */
  private void drain() throws InterruptedException {
    long deadline = System.nanoTime() + settings.attemptTimeout().plusSeconds(1).toNanos();
    settleUntil(deadline);
    if (inFlight > 0) {
      sender.cancelAll();
      settleUntil(System.nanoTime() + CANCELLED_ANSWER.toNanos());
    }
    guard.release(node.id());
    LOG.log(
        Level.INFO,
        LogLine.of("delivery.stopped")
            .with("inFlight", inFlight)
            .with("unsettled", unsettled.size())
            .toString());
  }

  private void settleUntil(long deadline) throws InterruptedException {
    while (true) {
      takeFinished();
      if (!unsettled.isEmpty()) {
        round(List.of(), false);
      }
      long left = deadline - System.nanoTime();
      if ((inFlight == 0 && unsettled.isEmpty()) || left <= 0) {
        return;
      }
      lock.lock();
      try {
        if (!calling) {
          long most = TimeUnit.MILLISECONDS.toNanos(Math.max(20, pause.toMillis()));
          called.awaitNanos(Math.min(left, most));
        }
        calling = false;
      } finally {
        lock.unlock();
      }
    }
  }
}
