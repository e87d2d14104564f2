package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneGate;
import dev.pappus.delivery.LaneHold;
import dev.pappus.delivery.LaneTerms;
import dev.pappus.delivery.RateLimit;
import dev.pappus.delivery.Reading;
import dev.pappus.delivery.RoundOutcome;
import dev.pappus.delivery.RoundRequest;
import dev.pappus.delivery.store.RejectedRowsException;
import dev.pappus.shared.id.PublicId;
import dev.pappus.webhook.connector.EndpointResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PumpLoopTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  final UUID first = PublicId.newKey();
  final UUID second = PublicId.newKey();
  final EngineStatus status = new EngineStatus();
  final DeliverySettings settings = new DeliverySettings();
  final FakeGuard guard = new FakeGuard();
  final FakeHeartbeat heartbeat = new FakeHeartbeat();
  final FakeSender sender = new FakeSender();
  final Judgement judgement = new Judgement();
  long nanos;
  PumpLoop pump =
      new PumpLoop(
          guard,
          heartbeat,
          sender,
          judgement,
          status,
          settings,
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> nanos);

  @BeforeEach
  void wire() {
    judgement.connectors = new PlainConnector().catalog();
    judgement.status = status;
    heartbeat.holds = List.of(new LaneHold(first, 1, false, true));
  }

  /** The tables, in memory. */
  static final class FakeGuard extends RoundGuard {
    final Map<UUID, Deque<DueDelivery>> waiting = new HashMap<>();
    final List<AttemptResult> settled = new ArrayList<>();
    final List<RoundRequest> requests = new ArrayList<>();
    boolean away;
    Predicate<AttemptResult> poison = result -> false;
    final Map<UUID, LaneTerms> terms = new HashMap<>();
    final Map<UUID, LaneGate> gates = new HashMap<>();
    boolean paused;

    void put(DueDelivery due) {
      waiting.computeIfAbsent(due.webhookId(), id -> new ArrayDeque<>()).add(due);
    }

    @Override
    public RoundOutcome run(RoundRequest request) {
      requests.add(request);
      if (away) {
        return RoundOutcome.FAILED;
      }
      if (request.results().stream().anyMatch(poison)) {
        throw new RejectedRowsException(new SQLException("no", "22021"));
      }
      for (AttemptResult result : request.results()) {
        settled.add(result);
        waiting.values().forEach(q -> q.removeIf(same(result.due())));
      }
      List<DueDelivery> due = new ArrayList<>();
      for (LaneDemand demand : request.demands()) {
        waiting.getOrDefault(demand.webhookId(), new ArrayDeque<>()).stream()
            .filter(d -> !request.busy().contains(d.deliveryId()))
            .filter(d -> d.test() ? demand.tests() : !closed(d.webhookId()))
            // a test is due since the epoch
            .sorted(Comparator.comparing(d -> !d.test()))
            .limit(demand.wanted())
            .forEach(due::add);
      }
      List<UUID> looked = request.demands().stream().map(LaneDemand::webhookId).toList();
      return new RoundOutcome(
          true,
          new Reading(due, of(looked, terms), of(looked, gates)),
          Map.of(),
          of(request.results().stream().map(result -> result.due().webhookId()).toList(), gates),
          0,
          request.sweep() ? paused : null);
    }

    private boolean closed(UUID webhook) {
      LaneGate gate = gates.get(webhook);
      return gate != null && !gate.opensIn().isZero();
    }

    private static <T> List<T> of(List<UUID> webhooks, Map<UUID, T> known) {
      return webhooks.stream().filter(known::containsKey).map(known::get).toList();
    }

    private static Predicate<DueDelivery> same(DueDelivery due) {
      return other -> other.deliveryId().equals(due.deliveryId());
    }
  }

  static final class FakeHeartbeat extends NodeHeartbeat {
    List<LaneHold> holds = List.of();
    int beats;
    final List<UUID> givenBack = new ArrayList<>();
    boolean released;

    @Override
    List<LaneHold> beat(int lanes, int inFlight) {
      beats++;
      return holds;
    }

    @Override
    void giveBack(Collection<UUID> webhookIds) {
      givenBack.addAll(webhookIds);
    }

    @Override
    void release() {
      released = true;
    }
  }

  static final class FakeSender implements Sender {
    final List<DueDelivery> open = new ArrayList<>();
    final List<Consumer<? super Sent>> sinks = new ArrayList<>();
    int sent;

    @Override
    public void send(
        DueDelivery due, boolean proven, BooleanSupplier mayStart, Consumer<? super Sent> sink) {
      sent++;
      open.add(due);
      sinks.add(sink);
    }

    void answer(int status) {
      DueDelivery due = open.remove(0);
      sinks
          .remove(0)
          .accept(
              new Sent(
                  PublicId.newKey(),
                  due,
                  NOW,
                  Duration.ofMillis(5),
                  null,
                  null,
                  new EndpointResponse(status, Map.of(), new byte[0], false),
                  Exchange.unanswered("", "")));
    }

    void fail(AttemptOutcome outcome) {
      DueDelivery due = open.remove(0);
      sinks
          .remove(0)
          .accept(
              new Sent(
                  PublicId.newKey(),
                  due,
                  NOW,
                  Duration.ofMillis(5),
                  outcome,
                  "failed",
                  null,
                  Exchange.unanswered("", "")));
    }

    void answerAll(int status) {
      while (!open.isEmpty()) {
        answer(status);
      }
    }

    @Override
    public void cancelAll() {
      while (!open.isEmpty()) {
        sinks.remove(0).accept(Sent.not(PublicId.newKey(), open.remove(0), NOW, "stopped"));
      }
    }
  }

  private void put(UUID webhook, int count) {
    for (int i = 0; i < count; i++) {
      guard.put(DueFixture.of(webhook, "http://x.example/", 0));
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void sendsWhatIsDueAndSettlesTheAnswer() {
    put(first, 1);

    pump.step();
    sender.answer(200);
    pump.step();

    assertThat(guard.settled)
        .singleElement()
        .extracting(AttemptResult::outcome)
        .isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(status.inFlight()).isZero();
  }

  @Test
  void keepsToTheCapOfALane() {
    put(first, 50);

    pump.step();
    pump.step();

    assertThat(sender.open).hasSize(8);
    sender.answer(200);
    pump.step();
    assertThat(sender.open).hasSize(8);
  }

  @Test
  void givesAnEndpointInDoubtOneSlot() {
    heartbeat.holds = List.of(new LaneHold(first, 1, false, false));
    put(first, 50);

    pump.step();
    assertThat(sender.open).hasSize(1);

    sender.answer(200);
    pump.step();
    assertThat(sender.open).hasSize(8);

    sender.answerAll(500);
    pump.step();
    assertThat(sender.open).hasSize(1);
  }

  @Test
  void neverSendsTheSameDeliveryTwiceAtOnce() {
    put(first, 3);

    for (int i = 0; i < 10; i++) {
      pump.step();
      pass(Duration.ofSeconds(1));
    }

    assertThat(sender.sent).isEqualTo(3);
  }

  @Test
  void letsAHangingEndpointStopNobodyElse() {
    heartbeat.holds =
        List.of(new LaneHold(first, 1, false, true), new LaneHold(second, 1, false, true));
    put(first, 100);
    put(second, 100);
    pump.step();

    for (int i = 0; i < 30; i++) {
      List<DueDelivery> open = List.copyOf(sender.open);
      for (int j = open.size() - 1; j >= 0; j--) {
        if (open.get(j).webhookId().equals(second)) {
          DueDelivery due = sender.open.remove(j);
          Consumer<? super Sent> sink = sender.sinks.remove(j);
          sender.open.add(0, due);
          sender.sinks.add(0, sink);
          sender.answer(200);
        }
      }
      pass(Duration.ofMillis(5));
      pump.step();
    }

    assertThat(guard.settled).hasSize(100);
  }

  @Test
  void wakesForANamedLaneBeforeTheNextSweep() {
    pump.step();
    put(first, 1);
    pump.step();
    assertThat(sender.open).isEmpty();

    pump.wake(Set.of(first));
    pump.step();

    assertThat(sender.open).hasSize(1);
  }

  @Test
  void findsWorkWithoutABellWithinHalfASecond() {
    pump.step();
    put(first, 1);
    pass(Duration.ofMillis(500));

    pump.step();

    assertThat(sender.open).hasSize(1);
  }

  @Test
  void findsTheWorkOfOneAmongManyIdleLanes() {
    List<LaneHold> holds = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      holds.add(new LaneHold(PublicId.newKey(), 1, false, true));
    }
    holds.add(new LaneHold(first, 1, false, true));
    heartbeat.holds = holds;
    for (int i = 0; i < 5; i++) {
      pump.step();
    }
    put(first, 1);
    pass(Duration.ofMillis(500));

    pump.step();

    assertThat(sender.open).hasSize(1);
  }

  @Test
  void readsNoMoreAheadThanFourTimesWhatMayBeUnderWay() {
    List<LaneHold> holds = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      UUID webhook = PublicId.newKey();
      holds.add(new LaneHold(webhook, 1, false, true));
      put(webhook, 40);
    }
    heartbeat.holds = holds;

    for (int i = 0; i < 20; i++) {
      pump.step();
      pass(Duration.ofMillis(100));
    }

    assertThat(sender.open).hasSize(512);
    assertThat(guard.requests).allMatch(request -> request.busy().size() <= 4 * 512);
    assertThat(guard.requests.get(guard.requests.size() - 1).busy()).hasSizeGreaterThan(1000);
  }

  @Test
  void takesTheLaneOfANewWebhookAtOnce() {
    pump.step();
    heartbeat.holds =
        List.of(new LaneHold(first, 1, false, true), new LaneHold(second, 1, false, false));
    put(second, 1);
    pass(Duration.ofMillis(200));

    pump.wake(Set.of(second));
    pump.step();

    assertThat(sender.open).extracting(DueDelivery::webhookId).containsExactly(second);
  }

  @Test
  void keepsResultsWhileTheDatabaseIsAway() {
    put(first, 1);
    pump.step();
    guard.away = true;
    sender.answer(200);
    pump.step();
    assertThat(guard.settled).isEmpty();

    guard.away = false;
    pass(Duration.ofMillis(250));
    pump.step();

    assertThat(guard.settled).hasSize(1);
  }

  @Test
  void waitsLongerAndLongerWhileTheDatabaseIsAway() {
    guard.away = true;

    pump.step();
    pass(Duration.ofMillis(249));
    pump.step();
    assertThat(guard.requests).hasSize(1);
    pass(Duration.ofMillis(1));
    pump.step();
    assertThat(guard.requests).hasSize(2);
    pass(Duration.ofMillis(499));
    pump.step();

    assertThat(guard.requests).hasSize(2);
  }

  @Test
  void sendsNothingWhenItsLastGoodRoundIsTooOld() {
    put(first, 20);
    pump.step();
    guard.away = true;
    sender.answerAll(200);
    pass(Duration.ofSeconds(11));

    pump.step();

    assertThat(sender.open).isEmpty();
  }

  @Test
  void doesNotBeatWhileItDoesNoRounds() {
    pump.step();
    guard.away = true;
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofSeconds(3));
      pump.step();
    }

    assertThat(heartbeat.beats).isLessThan(6);
  }

  @Test
  void sendsNothingForALaneThatWasTaken() {
    put(first, 40);
    pump.step();
    heartbeat.holds = List.of();
    pass(Duration.ofSeconds(3));
    pump.step();
    sender.answerAll(200);

    pump.step();

    assertThat(sender.open).isEmpty();
    assertThat(guard.settled).hasSize(8);
  }

  @Test
  void settlesAllButTheTextOfTheOneBadRow() {
    put(first, 8);
    pump.step();
    UUID bad = sender.open.get(3).deliveryId();
    guard.poison =
        result ->
            result.due().deliveryId().equals(bad)
                && !"The answer could not be stored.".equals(result.error());
    sender.answerAll(200);

    pump.step();

    assertThat(guard.settled).hasSize(8);
    assertThat(guard.settled)
        .filteredOn(result -> result.due().deliveryId().equals(bad))
        .singleElement()
        .extracting(AttemptResult::outcome)
        .isEqualTo(AttemptOutcome.DELIVERED);
  }

  @Test
  void skipsADeliveryThatAResendHasReplaced() {
    DueDelivery replaced = DueFixture.of(first, "http://x.example/", 0);
    guard.put(replaced);
    put(first, 1);
    status.begin(replaced.deliveryId());

    pump.step();

    assertThat(sender.open).hasSize(1).doesNotContain(replaced);
  }

  @Test
  void stopsInOrder() {
    put(first, 20);
    pump.step();
    sender.answer(200);
    sender.answer(500);

    pump.stop();
    sender.cancelAll();
    pump.run();

    assertThat(guard.settled).hasSize(8);
    assertThat(guard.settled)
        .filteredOn(result -> result.outcome() == AttemptOutcome.NOT_SENT)
        .hasSize(6);
    assertThat(heartbeat.released).isTrue();
    assertThat(sender.open).isEmpty();
  }

  private void terms(boolean ordered, @Nullable Integer cap, @Nullable RateLimit rate) {
    guard.terms.put(first, new LaneTerms(first, 1, ordered, cap, rate));
  }

  private void gate(Duration opensIn) {
    guard.gates.put(first, new LaneGate(first, opensIn, false));
  }

  @Test
  void keepsToTheCapOfAWebhook() {
    terms(false, 3, null);
    put(first, 50);

    pump.step();

    assertThat(sender.open).hasSize(3);
  }

  @Test
  void sendsNoMoreThanTheRateAllowsInAnyStretch() {
    terms(false, null, new RateLimit(5, Duration.ofSeconds(1)));
    put(first, 50);
    List<Long> starts = new ArrayList<>();

    for (int i = 0; i < 400; i++) {
      int before = sender.sent;
      pump.step();
      sender.answerAll(200);
      for (int sent = before; sent < sender.sent; sent++) {
        starts.add(nanos);
      }
      pass(Duration.ofMillis(10));
    }

    for (int i = 5; i < starts.size(); i++) {
      assertThat(starts.get(i) - starts.get(i - 5)).isGreaterThanOrEqualTo(1_000_000_000L);
    }
    assertThat(starts).hasSize(20);
  }

  @Test
  void beginsWithAnEmptyBucketInALaneThatAnotherNodeHad() {
    heartbeat.holds = List.of(new LaneHold(first, 2, false, true));
    terms(false, null, new RateLimit(5, Duration.ofSeconds(1)));
    guard.put(DueFixture.of(first, 2));

    pump.step();
    assertThat(sender.open).isEmpty();
    pass(Duration.ofSeconds(1));
    pump.step();

    assertThat(sender.open).hasSize(1);
  }

  @Test
  void sendsNothingToAnEndpointThatIsSpared() {
    put(first, 20);
    pump.step();
    sender.answerAll(500);
    gate(Duration.ofMinutes(1));
    // one may have left before the gate was known to be closed
    pump.step();
    sender.answerAll(500);

    pump.step();
    pass(Duration.ofSeconds(59));
    pump.step();

    assertThat(sender.open).isEmpty();
  }

  @Test
  void sendsATestToAnEndpointThatIsSpared() {
    gate(Duration.ofMinutes(1));
    guard.put(DueFixture.test(first));

    pump.step();

    assertThat(sender.open).hasSize(1);
  }

  private void putTests(int count) {
    for (int i = 0; i < count; i++) {
      guard.put(DueFixture.test(first));
    }
  }

  private List<DueDelivery> openTests() {
    return sender.open.stream().filter(DueDelivery::test).toList();
  }

  @Test
  void sendsTheTestsOfALaneOneAfterTheOther() {
    putTests(40);
    put(first, 4);

    for (int i = 0; i < 5; i++) {
      pump.step();
      pass(Duration.ofMillis(200));
    }

    assertThat(openTests()).hasSize(1);
    // who waits behind many tests does not wait for them
    assertThat(sender.open).hasSize(5);
    for (int sent = 0; sent < 40; sent++) {
      sender.open.sort(Comparator.comparing(due -> !due.test()));
      sender.answer(200);
      pump.step();
      assertThat(openTests()).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(guard.settled).hasSize(40).allMatch(result -> result.due().test());
  }

  @Test
  void sendsTheNextTestToASparedEndpointAsSoonAsTheOneBeforeHasEnded() {
    gate(Duration.ofMinutes(1));
    putTests(3);
    pump.step();
    pump.step();
    assertThat(sender.open).hasSize(1);

    sender.answer(500);
    pump.step();
    assertThat(sender.open).hasSize(1);
    sender.answer(500);
    pump.step();
    sender.answer(500);
    pump.step();

    assertThat(guard.settled).hasSize(3);
  }

  @Test
  void sendsATestBeforeWhatWaits() {
    terms(false, 1, null);
    put(first, 2);
    pump.step();
    putTests(1);
    pump.wake(Set.of(first));
    pump.step();

    sender.answer(200);
    pump.step();

    assertThat(openTests()).hasSize(1);
  }

  @Test
  void readsAgainWhatWasReadBeforeAnEdit() {
    terms(false, 1, null);
    put(first, 3);
    pump.step();
    assertThat(sender.open).hasSize(1);

    guard.terms.put(first, new LaneTerms(first, 2, false, 1, null));
    pump.wake(Set.of(first));
    pump.step();
    sender.answer(200);
    int rounds = guard.requests.size();
    pump.step();

    assertThat(guard.requests.subList(rounds, guard.requests.size()))
        .anyMatch(request -> !request.demands().isEmpty());
  }

  @Test
  void sendsOneAfterTheOtherToAnOrderedWebhook() {
    terms(true, null, null);
    put(first, 5);
    List<DueDelivery> expected = List.copyOf(guard.waiting.get(first));
    List<DueDelivery> sent = new ArrayList<>();

    for (int i = 0; i < 5; i++) {
      pump.step();
      assertThat(sender.open).hasSize(1);
      sent.add(sender.open.get(0));
      sender.answer(200);
    }

    assertThat(sent).isEqualTo(expected);
  }

  @Test
  void sendsNothingBehindAHeadThatFailed() {
    terms(true, null, null);
    put(first, 5);
    pump.step();
    guard.away = true;
    sender.answer(500);

    pump.step();

    assertThat(sender.open).isEmpty();
  }

  @Test
  void sendsNothingWhilePaused() {
    put(first, 5);
    guard.paused = true;
    pump.step();
    int sent = sender.sent;
    sender.answerAll(200);
    pass(Duration.ofSeconds(1));
    pump.step();

    assertThat(sender.sent).isEqualTo(sent);
    assertThat(status.paused()).isTrue();
    guard.paused = false;
    pass(Duration.ofSeconds(1));
    pump.step();
    pump.step();
    assertThat(sender.sent).isEqualTo(5);
  }

  @Test
  void givesALaneBackOnceNothingOfItIsUnderWay() {
    put(first, 20);
    pump.step();
    heartbeat.holds = List.of(new LaneHold(first, 1, true, true));
    pass(Duration.ofSeconds(3));
    pump.step();
    assertThat(heartbeat.givenBack).isEmpty();

    sender.answerAll(200);
    pump.step();

    assertThat(sender.open).isEmpty();
    assertThat(heartbeat.givenBack).containsExactly(first);
  }

  @Test
  void blamesNoEndpointWhenMostFailAlike() {
    List<LaneHold> holds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID webhook = PublicId.newKey();
      holds.add(new LaneHold(webhook, 1, false, true));
      guard.put(DueFixture.of(webhook, "http://host" + i + ".example/", 0));
    }
    heartbeat.holds = holds;
    pump.step();

    while (!sender.open.isEmpty()) {
      sender.fail(AttemptOutcome.CONNECT);
    }
    pump.step();

    assertThat(guard.settled)
        .filteredOn(result -> result.outcome() == AttemptOutcome.NOT_SENT)
        .hasSize(16);
    assertThat(status.ownTrouble()).isTrue();
  }

  @Test
  void knowsByAnyAnswerThatOurTroubleIsOver() {
    status.ownTrouble(true);
    put(first, 1);
    pump.step();

    sender.answer(500);
    pump.step();

    assertThat(status.ownTrouble()).isFalse();
  }

  @Test
  void blamesEndpointsWhenHalfOfThemFail() {
    List<LaneHold> holds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID webhook = PublicId.newKey();
      holds.add(new LaneHold(webhook, 1, false, true));
      guard.put(DueFixture.of(webhook, "http://host" + i + ".example/", 0));
    }
    heartbeat.holds = holds;
    pump.step();

    while (!sender.open.isEmpty()) {
      sender.answer(200);
      sender.fail(AttemptOutcome.TIMEOUT);
    }
    pump.step();

    assertThat(guard.settled)
        .filteredOn(result -> result.outcome() == AttemptOutcome.TIMEOUT)
        .hasSize(10);
  }
}
