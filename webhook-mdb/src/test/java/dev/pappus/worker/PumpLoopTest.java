package dev.pappus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.delivery.AttemptOutcome;
import dev.pappus.delivery.AttemptResult;
import dev.pappus.delivery.DeliverySettings;
import dev.pappus.delivery.DueDelivery;
import dev.pappus.delivery.EngineStatus;
import dev.pappus.delivery.Exchange;
import dev.pappus.delivery.LaneDemand;
import dev.pappus.delivery.LaneHold;
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
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    heartbeat.holds = List.of(new LaneHold(first, 1, true));
  }

  /** The tables, in memory. */
  static final class FakeGuard extends RoundGuard {
    final Map<UUID, Deque<DueDelivery>> waiting = new HashMap<>();
    final List<AttemptResult> settled = new ArrayList<>();
    final List<RoundRequest> requests = new ArrayList<>();
    boolean away;
    Predicate<AttemptResult> poison = result -> false;

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
            .limit(demand.wanted())
            .forEach(due::add);
      }
      return new RoundOutcome(true, due, Map.of(), 0);
    }

    private static Predicate<DueDelivery> same(DueDelivery due) {
      return other -> other.deliveryId().equals(due.deliveryId());
    }
  }

  static final class FakeHeartbeat extends NodeHeartbeat {
    List<LaneHold> holds = List.of();
    int beats;
    boolean released;

    @Override
    List<LaneHold> beat() {
      beats++;
      return holds;
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
    heartbeat.holds = List.of(new LaneHold(first, 1, false));
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
    heartbeat.holds = List.of(new LaneHold(first, 1, true), new LaneHold(second, 1, true));
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
  void takesTheLaneOfANewWebhookAtOnce() {
    pump.step();
    heartbeat.holds = List.of(new LaneHold(first, 1, true), new LaneHold(second, 1, false));
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
}
