package dev.pappus.worker;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneGate;
import dev.pappus.delivery.LaneHold;
import dev.pappus.delivery.LaneTerms;
import dev.pappus.delivery.Reading;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.delivery.RoundRequest;
import dev.pappus.delivery.store.RejectedRowsException;
import dev.pappus.shared.id.IdKind;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.log.LogLine;
import dev.pappus.shared.problem.UnavailableException;
import jakarta.ejb.EJBException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pump: one thread that settles what has finished, reads what is due, and hands it to the
 * sender. All its state belongs to that thread; others only put results and names in, and wake it.
 *
 * <p>Under load batches grow by themselves: while a round runs, results gather for the next one.
 */
final class PumpLoop implements Runnable {
  private static final Logger LOG = System.getLogger(PumpLoop.class.getName());
  private static final long SWEEP = Duration.ofMillis(500).toNanos();
  private static final long BEAT = Duration.ofSeconds(3).toNanos();
  private static final long BEAT_FOR_A_NAME = Duration.ofMillis(100).toNanos();
  private static final long FIRST_PAUSE = Duration.ofMillis(250).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
  private static final long STALE = EngineStatus.STALE_AFTER.toNanos();

  /** What was read longer ago is read again before it is sent: its webhook may have been edited. */
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  /** Read ahead, in caps of a lane. */
  private static final int READ_AHEAD = 4;

  private static final long CANCEL_WAIT = Duration.ofSeconds(2).toNanos();
  private static final int LAST_ROUNDS = 3;

  private final RoundGuard guard;
  private final NodeHeartbeat heartbeat;
  private final Sender sender;
  private final Judgement judgement;
  private final EngineStatus status;
  private final DeliverySettings settings;
  private final Clock clock;
  private final LongSupplier nanoTime;

  private final Queue<Sent> finished = new ConcurrentLinkedQueue<>();
  private final Set<UUID> named = ConcurrentHashMap.newKeySet();
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean stopping;
  private volatile long lastGoodRound;
  private volatile long lastGoodBeat;
  private volatile boolean anyGoodBeat;
  private volatile boolean anyGoodRound;
  private volatile boolean paused;

  private final Map<UUID, LaneQueue> lanes = new LinkedHashMap<>();

  /** Lanes with something to send, whose turn it is next first. */
  private final Deque<LaneQueue> turns = new ArrayDeque<>();

  private final OwnTrouble ownTrouble = new OwnTrouble();
  private final Set<UUID> busy = new HashSet<>();
  private final Deque<AttemptResult> unsettled = new ArrayDeque<>();
  private int rounds;

  /** Whether the last round left work of a lane out that could be sent. */
  private boolean passedBy;

  private int inFlight;
  private int unprovenInFlight;
  private final Set<UUID> unprovenSends = new HashSet<>();
  private long lastSweep;
  private boolean swept;
  private long lastBeat;
  private boolean beaten;
  private long pausedUntil;
  private long pause;

  PumpLoop(
      RoundGuard guard,
      NodeHeartbeat heartbeat,
      Sender sender,
      Judgement judgement,
      EngineStatus status,
      DeliverySettings settings,
      Clock clock,
      LongSupplier nanoTime) {
    this.guard = guard;
    this.heartbeat = heartbeat;
    this.sender = sender;
    this.judgement = judgement;
    this.status = status;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.pausedUntil = nanoTime.getAsLong();
  }

  /** These webhooks have work, or were edited. Callable from any thread. */
  void wake(Collection<UUID> webhookIds) {
    named.addAll(webhookIds);
    bell.release();
  }

  /** Ends the loop: sends nothing more, waits for what is in flight, settles it. */
  void stop() {
    stopping = true;
    bell.release();
  }

  @Override
  @SuppressWarnings("CatchingUnchecked")
  public void run() {
    status.running(true);
    boolean interrupted = false;
    while (!stopping && !interrupted) {
      try {
        step();
        interrupted = !await(patience());
      } catch (Throwable e) {
        LOG.log(Level.ERROR, "delivery.pump-failed", e);
        interrupted = !await(FIRST_PAUSE);
      }
    }
    stopping = true;
    try {
      finish();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "delivery.pump-stop-failed", e);
    }
    status.running(false);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One turn, without waiting. */
  void step() {
    long now = nanoTime.getAsLong();
    collect();
    nameLanes(now);
    beatIfDue(now);
    dropStale(now);
    dispatch(now);
    if (pausedUntil - now <= 0) {
      roundIfNeeded(now);
      dispatch(nanoTime.getAsLong());
    }
    giveBack();
  }

  /** Takes finished calls over: their slots are free, their results wait to be settled. */
  private void collect() {
    for (Sent sent = finished.poll(); sent != null; sent = finished.poll()) {
      AttemptResult result = judgement.judge(sent, this::isOurTrouble);
      UUID delivery = sent.due().deliveryId();
      inFlight--;
      if (unprovenSends.remove(delivery)) {
        unprovenInFlight--;
      }
      LaneQueue lane = lanes.get(sent.due().webhookId());
      if (lane != null && lane.epoch() == sent.due().epoch()) {
        lane.ended(sent.due(), result.outcome() == AttemptOutcome.DELIVERED);
        if (lane.headFailed()) {
          forget(lane.drop());
        }
        if (result.outcome() != AttemptOutcome.NOT_SENT && !sent.due().test()) {
          lane.proven(result.outcome() == AttemptOutcome.DELIVERED);
        }
      }
      unsettled.add(result);
    }
  }

  private boolean isOurTrouble(DueDelivery due, AttemptOutcome outcome) {
    boolean ours = ownTrouble.seen(due.endpoint().url(), outcome, nanoTime.getAsLong());
    if (ours != status.ownTrouble() && (ours || OwnTrouble.isAnswer(outcome))) {
      status.ownTrouble(ours);
      LOG.log(
          ours ? Level.ERROR : Level.INFO,
          LogLine.of(ours ? "delivery.network-trouble" : "delivery.network-trouble-over")
              .with("outcome", outcome)
              .toString());
    }
    return ours;
  }

  private void nameLanes(long now) {
    boolean unknown = false;
    for (UUID webhook : List.copyOf(named)) {
      named.remove(webhook);
      LaneQueue lane = lanes.get(webhook);
      if (lane == null) {
        unknown = true;
      } else {
        lane.name();
      }
    }
    if (unknown && now - lastBeat > BEAT_FOR_A_NAME) {
      beaten = false;
    }
  }

  private void beatIfDue(long now) {
    if (beaten && now - lastBeat < BEAT) {
      return;
    }
    if (anyGoodRound && now - lastGoodRound > STALE) {
      // a pump that does no rounds must not claim to live
      return;
    }
    lastBeat = now;
    beaten = true;
    try {
      own(heartbeat.beat(lanes.size(), inFlight));
      lastGoodBeat = now;
      anyGoodBeat = true;
    } catch (EJBException | UnavailableException e) {
      LOG.log(Level.DEBUG, () -> LogLine.of("delivery.beat-failed").with("cause", e).toString());
    }
  }

  private void own(List<LaneHold> holds) {
    Map<UUID, LaneHold> held = new HashMap<>();
    holds.forEach(hold -> held.put(hold.webhookId(), hold));
    for (LaneQueue lane : List.copyOf(lanes.values())) {
      LaneHold hold = held.get(lane.webhookId());
      if (hold == null || hold.epoch() != lane.epoch()) {
        forget(lane.drop());
        lanes.remove(lane.webhookId());
      }
    }
    for (LaneHold hold : holds) {
      LaneQueue lane = lanes.computeIfAbsent(hold.webhookId(), id -> new LaneQueue(hold));
      lane.leaving(hold.leaving());
      if (hold.leaving()) {
        forget(lane.drop());
      }
    }
  }

  /** Lanes that another node is to have go once nothing of them is under way. */
  private void giveBack() {
    List<UUID> empty =
        lanes.values().stream()
            .filter(lane -> lane.leaving() && lane.empty())
            .map(LaneQueue::webhookId)
            .toList();
    if (empty.isEmpty()) {
      return;
    }
    try {
      heartbeat.giveBack(empty);
      empty.forEach(lanes::remove);
    } catch (EJBException | UnavailableException e) {
      // they stay ours, and go with a later turn
      LOG.log(Level.DEBUG, () -> LogLine.of("delivery.give-failed").with("cause", e).toString());
    }
  }

  private void dropStale(long now) {
    for (LaneQueue lane : turns) {
      if (lane.readBefore(now - FRESH) && lane.canSend(settings.webhookMaxInFlight(), now)) {
        forget(lane.drop());
      }
    }
  }

  private void forget(List<DueDelivery> dropped) {
    dropped.forEach(due -> busy.remove(due.deliveryId()));
  }

  /** Hands out what waits, one of each lane in turn, while there are slots. */
  private void dispatch(long now) {
    int passed = 0;
    while (passed < turns.size() && inFlight < settings.maxInFlight() && maySend()) {
      LaneQueue lane = turns.remove();
      if (hasSlot(lane, now)) {
        send(lane, now);
        passed = 0;
      } else {
        passed++;
      }
      lane.inTurn(lane.waiting() > 0);
      if (lane.inTurn()) {
        turns.add(lane);
      }
    }
  }

  private boolean hasSlot(LaneQueue lane, long now) {
    return lane.canSend(settings.webhookMaxInFlight(), now)
        // endpoints in doubt get half of the slots together, so that they cannot stop the others
        && (lane.proven() || unprovenInFlight < Math.max(1, settings.maxInFlight() / 2));
  }

  private void send(LaneQueue lane, long now) {
    DueDelivery due = lane.poll();
    if (due == null) {
      return;
    }
    if (!status.begin(due.deliveryId())) {
      // a resend has just replaced it
      busy.remove(due.deliveryId());
      return;
    }
    lane.started(due, now);
    inFlight++;
    if (!lane.proven()) {
      unprovenInFlight++;
      unprovenSends.add(due.deliveryId());
    }
    try {
      sender.send(due, lane.proven(), this::maySend, this::ended);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "delivery.send-failed", e);
      ended(Sent.not(PublicId.newKey(), due, clock.instant(), "The sender failed."));
    }
  }

  private void ended(Sent sent) {
    finished.add(sent);
    bell.release();
  }

  /**
   * Whether a call may begin: the last round says that we still own the lanes, and the last beat
   * that no other node may take us for dead before the call is over.
   */
  private boolean maySend() {
    long now = nanoTime.getAsLong();
    return !stopping
        && !paused
        && anyGoodRound
        && anyGoodBeat
        && now - lastGoodRound < STALE
        && now - lastGoodBeat < STALE;
  }

  private void roundIfNeeded(long now) {
    boolean sweep = !swept || now - lastSweep >= SWEEP;
    List<LaneDemand> demands = demands(now, sweep);
    if (unsettled.isEmpty() && demands.isEmpty() && !sweep) {
      return;
    }
    List<AttemptResult> batch = unsettled.stream().limit(RoundRequest.MAX_RESULTS).toList();
    RoundRequest request = new RoundRequest(heartbeat.node(), batch, sweep, demands, busy);
    try {
      RoundOutcome outcome = run(request);
      if (!outcome.done()) {
        failed(now);
        return;
      }
      good();
      settled(batch);
      retriesOf(outcome);
      gates(outcome.gates());
      pause(outcome.paused());
      if (sweep) {
        lastSweep = now;
        swept = outcome.closed() == 0;
      }
      take(demands, outcome.reading());
    } catch (RejectedRowsException e) {
      LOG.log(Level.WARNING, LogLine.of("delivery.rows-rejected").with("cause", e).toString());
      settleInHalves(batch);
    }
  }

  private RoundOutcome run(RoundRequest request) {
    try {
      return guard.run(request);
    } catch (EJBException | UnavailableException e) {
      LOG.log(Level.DEBUG, () -> LogLine.of("delivery.round-failed").with("cause", e).toString());
      return RoundOutcome.FAILED;
    }
  }

  /**
   * Lanes to look at. Those with work get their share, from another one on each time; of the others
   * a sweep asks for a single delivery, which tells whether there is work.
   */
  private List<LaneDemand> demands(long now, boolean sweep) {
    if (stopping) {
      return List.of();
    }
    List<LaneQueue> order = new ArrayList<>(lanes.values());
    Collections.rotate(order, order.isEmpty() ? 0 : -(rounds++ % order.size()));
    List<LaneDemand> demands = new ArrayList<>();
    int room = READ_AHEAD * settings.maxInFlight() - busy.size();
    boolean anyRoom = room > 0;
    passedBy = false;
    for (LaneQueue lane : order) {
      boolean hot = lane.hot(now);
      if (!lane.leaving() && (sweep || hot) && (lane.named() || hasRoom(lane))) {
        int most = !hasRoom(lane) ? 0 : hot ? wanted(lane) : 1;
        int wanted = Math.max(0, Math.min(room, most));
        passedBy = passedBy || (hot && wanted < most);
        demands.add(
            new LaneDemand(lane.webhookId(), lane.epoch(), wanted, inHand(lane), !lane.hasTest()));
        room -= hot ? wanted : 0;
      }
    }
    passedBy = passedBy && anyRoom;
    return demands;
  }

  private boolean hasRoom(LaneQueue lane) {
    int cap = lane.cap(settings.webhookMaxInFlight());
    return lane.ordered()
        // what comes next is known only when what was before is settled
        ? lane.waiting() == 0 && lane.inFlight() == 0
        : lane.waiting() <= cap && lane.inFlight() < cap + 1;
  }

  private int wanted(LaneQueue lane) {
    return READ_AHEAD * lane.cap(settings.webhookMaxInFlight()) - lane.waiting();
  }

  /**
   * What a search of the lane may find although this node has it already; the results of this very
   * round are settled before the search.
   */
  private int inHand(LaneQueue lane) {
    int later = Math.max(0, unsettled.size() - RoundRequest.MAX_RESULTS);
    return lane.waiting() + lane.inFlight() + later;
  }

  private void good() {
    if (pause > 0) {
      LOG.log(Level.INFO, "delivery.rounds-go-on");
    }
    pause = 0;
    anyGoodRound = true;
    lastGoodRound = nanoTime.getAsLong();
    status.roundDone(clock.instant());
  }

  private void failed(long now) {
    status.roundFailed();
    if (pause == 0) {
      LOG.log(Level.WARNING, "delivery.round-failed", guard.lastFailure());
    }
    pause = pause == 0 ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
    pausedUntil = now + pause;
  }

  private void settled(List<AttemptResult> batch) {
    for (AttemptResult result : batch) {
      unsettled.remove(result);
      UUID delivery = result.due().deliveryId();
      busy.remove(delivery);
      status.end(delivery);
      LaneQueue lane = lanes.get(result.due().webhookId());
      if (lane != null && lane.epoch() == result.due().epoch()) {
        lane.settled();
      }
    }
  }

  private void gates(List<LaneGate> gates) {
    long now = nanoTime.getAsLong();
    for (LaneGate gate : gates) {
      LaneQueue lane = lanes.get(gate.webhookId());
      if (lane != null) {
        forget(lane.gate(gate, now));
      }
    }
  }

  private void pause(@Nullable Boolean asked) {
    if (asked != null && asked != paused) {
      paused = asked;
      status.paused(asked);
      LOG.log(Level.INFO, asked ? "delivery.paused" : "delivery.resumed");
    }
  }

  private void retriesOf(RoundOutcome outcome) {
    long now = nanoTime.getAsLong();
    outcome
        .retries()
        .forEach(
            (webhook, delay) -> {
              LaneQueue lane = lanes.get(webhook);
              if (lane != null) {
                lane.dueAt(now + delay.toNanos());
              }
            });
  }

  private void take(List<LaneDemand> demands, Reading reading) {
    long now = nanoTime.getAsLong();
    for (LaneTerms terms : reading.terms()) {
      LaneQueue lane = lanes.get(terms.webhookId());
      if (lane != null) {
        forget(lane.terms(terms, now));
      }
    }
    gates(reading.gates());
    Map<UUID, Integer> got = new HashMap<>();
    for (DueDelivery delivery : reading.due()) {
      got.merge(delivery.webhookId(), 1, Integer::sum);
      LaneQueue lane = lanes.get(delivery.webhookId());
      if (lane != null && !lane.headFailed()) {
        add(lane, delivery, now);
      }
    }
    for (LaneDemand demand : demands) {
      LaneQueue lane = lanes.get(demand.webhookId());
      if (lane != null) {
        lane.lookedAt(demand.wanted(), got.getOrDefault(demand.webhookId(), 0), now);
      }
    }
  }

  private void add(LaneQueue lane, DueDelivery delivery, long now) {
    if (!lane.add(delivery, now)) {
      // what lies behind the tests is still to be read
      passedBy = true;
      return;
    }
    busy.add(delivery.deliveryId());
    if (!lane.inTurn()) {
      lane.inTurn(true);
      turns.add(lane);
    }
  }

  /** Finds the one row that the database will never take; it keeps its verdict, not its text. */
  private void settleInHalves(List<AttemptResult> batch) {
    try {
      if (run(new RoundRequest(heartbeat.node(), batch, false, List.of(), busy)).done()) {
        good();
        settled(batch);
      }
    } catch (RejectedRowsException e) {
      if (batch.size() > 1) {
        settleInHalves(batch.subList(0, batch.size() / 2));
        settleInHalves(batch.subList(batch.size() / 2, batch.size()));
      } else {
        settleBare(batch.get(0));
      }
    }
  }

  private void settleBare(AttemptResult result) {
    try {
      if (run(new RoundRequest(
              heartbeat.node(), List.of(result.withoutAnswer()), false, List.of(), busy))
          .done()) {
        good();
        settled(List.of(result));
      }
    } catch (RejectedRowsException e) {
      LOG.log(
          Level.ERROR,
          LogLine.of("delivery.result-lost")
              .with("delivery", PublicId.format(IdKind.DELIVERY, result.due().deliveryId()))
              .with("cause", e)
              .toString());
      settled(List.of(result));
    }
  }

  /** How long there is nothing to do. */
  private long patience() {
    long now = nanoTime.getAsLong();
    if (pausedUntil - now > 0) {
      return pausedUntil - now;
    }
    if (!unsettled.isEmpty() || !swept || passedBy) {
      return 0;
    }
    long wait = Math.min(SWEEP - (now - lastSweep), BEAT - (now - lastBeat));
    for (LaneQueue lane : lanes.values()) {
      long wakeAt = lane.wakeAt(now);
      if (wakeAt != Long.MAX_VALUE) {
        wait = Math.min(wait, wakeAt - now);
      }
    }
    return Math.max(0, wait);
  }

  /**
   * Waits until woken or that long.
   *
   * @return false if the thread was interrupted: the container wants it back
   */
  private boolean await(long nanos) {
    try {
      if (bell.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        bell.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      // the caller ends the loop in order and sets the mark again
      return false;
    }
  }

  private void finish() {
    lanes.values().forEach(lane -> forget(lane.drop()));
    long deadline = nanoTime.getAsLong() + settings.attemptTimeout().plusSeconds(1).toNanos();
    drainUntil(deadline);
    if (inFlight > 0) {
      sender.cancelAll();
      drainUntil(nanoTime.getAsLong() + CANCEL_WAIT);
    }
    for (int i = 0; i < LAST_ROUNDS || unsettled.size() > RoundRequest.MAX_RESULTS; i++) {
      if (unsettled.isEmpty() || !lastRound()) {
        break;
      }
    }
    LOG.log(
        Level.INFO,
        LogLine.of("delivery.pump-stopped")
            .with("inFlight", inFlight)
            .with("unsettled", unsettled.size())
            .toString());
    heartbeat.release();
  }

  private void drainUntil(long deadline) {
    while (inFlight > 0 && nanoTime.getAsLong() - deadline < 0) {
      collect();
      if (!unsettled.isEmpty()) {
        lastRound();
      }
      if (inFlight > 0 && !await(Duration.ofMillis(100).toNanos())) {
        return;
      }
    }
    collect();
  }

  private boolean lastRound() {
    List<AttemptResult> batch = unsettled.stream().limit(RoundRequest.MAX_RESULTS).toList();
    int before = unsettled.size();
    settleInHalves(batch);
    return unsettled.size() < before;
  }
}
