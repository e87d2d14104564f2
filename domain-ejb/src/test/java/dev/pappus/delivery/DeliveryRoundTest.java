package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pappus.delivery.store.RejectedRowsException;
import dev.pappus.event.EventMessage;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookChanged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of the stores, seen through the rounds that use them. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeliveryRoundTest {
  @Parameter TestDatabase.Kind kind;
  EngineFixture engine;

  @BeforeEach
  void open() {
    engine = new EngineFixture(kind);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private DueDelivery dueOne() {
    engine.webhook("feedback");
    engine.record("feedback");
    engine.takeLanes();
    return engine.due().get(0);
  }

  @Test
  void readsWhatIsDueWithAllItsSenderNeeds() {
    Webhook webhook = engine.webhook("feedback");
    EventMessage event = engine.record("feedback");
    engine.takeLanes();

    DueDelivery due = engine.due().get(0);

    assertThat(due.eventId()).isEqualTo(event.id());
    assertThat(due.webhookId()).isEqualTo(webhook.id());
    assertThat(due.endpoint().url()).isEqualTo(webhook.url());
    assertThat(due.eventType()).isEqualTo("feedback");
    assertThat(due.attemptNumber()).isEqualTo(1);
    assertThat(new String(due.body(), StandardCharsets.UTF_8)).isEqualTo("body of feedback");
  }

  @Test
  void readsNoMoreThanIsWantedEarliestFirst() {
    Webhook webhook = engine.webhook("feedback");
    List<UUID> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      engine.now = EngineFixture.START.plusSeconds(i);
      events.add(engine.record("feedback").id());
    }
    LaneHold hold = engine.takeLanes().get(0);

    List<DueDelivery> due =
        engine
            .run(
                new RoundRequest(
                    engine.node,
                    List.of(),
                    false,
                    List.of(new LaneDemand(webhook.id(), hold.epoch(), 2, 0, true)),
                    Set.of()))
            .reading()
            .due();

    assertThat(due).extracting(DueDelivery::eventId).isEqualTo(events.subList(0, 2));
  }

  @Test
  void leavesOutWhatTheNodeIsBusyWith() {
    DueDelivery due = dueOne();

    assertThat(engine.due(Set.of(due.deliveryId()))).isEmpty();
  }

  @Test
  void readsNothingForWebhooksThatAreOff() {
    Webhook webhook = engine.webhook("feedback");
    engine.record("feedback");
    engine.takeLanes();
    engine.change(webhook, off -> off.disable(null, Instant.EPOCH));

    assertThat(engine.due()).isEmpty();
    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.PENDING);
  }

  @Test
  void sendsATestOfAWebhookThatIsOff() {
    Webhook webhook = engine.webhook("feedback");
    engine.change(webhook, off -> off.disable(null, Instant.EPOCH));
    engine.takeLanes();
    engine.record(
        engine.event("feedback").asTest(PublicId.newKey(), EngineFixture.START), webhook.id());

    assertThat(engine.due()).hasSize(1);
  }

  @Test
  void leavesTestsOutWhereTheNodeHasOneInHand() {
    Webhook webhook = engine.webhook("feedback");
    engine.record(
        engine.event("feedback").asTest(PublicId.newKey(), EngineFixture.START), webhook.id());
    engine.record("feedback");
    LaneHold hold = engine.takeLanes().get(0);
    LaneDemand demand = new LaneDemand(webhook.id(), hold.epoch(), 1, 0, false);

    List<DueDelivery> open = read(demand);
    engine.change(webhook, off -> off.disable(null, Instant.EPOCH));

    assertThat(open).hasSize(1).noneMatch(DueDelivery::test);
    assertThat(read(demand)).isEmpty();
  }

  private List<DueDelivery> read(LaneDemand demand) {
    return engine
        .run(new RoundRequest(engine.node, List.of(), false, List.of(demand), Set.of()))
        .reading()
        .due();
  }

  @Test
  void closesWhatWasDelivered() {
    DueDelivery due = dueOne();

    engine.settle(engine.delivered(due));

    Delivery delivery = engine.only();
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attemptCount()).isEqualTo(1);
    assertThat(delivery.nextAttemptAt()).isNull();
    assertThat(delivery.finishedAt()).isEqualTo(EngineFixture.START);
    assertThat(engine.database.count("delivery_due")).isZero();
    assertThat(engine.deliveries.attempts(due.deliveryId()))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
              assertThat(attempt.exchange().httpStatus()).isEqualTo(200);
              assertThat(attempt.responseText()).isEqualTo("ok");
              assertThat(attempt.duplicate()).isFalse();
            });
  }

  @Test
  void triesAgainBySchedule() {
    DueDelivery due = dueOne();

    RoundOutcome outcome = engine.settle(engine.failed(due));

    Delivery delivery = engine.only();
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(delivery.attemptCount()).isEqualTo(1);
    assertThat(delivery.nextAttemptAt()).isEqualTo(EngineFixture.START.plusSeconds(5));
    assertThat(outcome.retries()).containsEntry(due.webhookId(), Duration.ofSeconds(5));
    assertThat(engine.due()).isEmpty();
    engine.now = EngineFixture.START.plusSeconds(5);
    assertThat(engine.due().get(0).attemptNumber()).isEqualTo(2);
  }

  @Test
  void keepsTheEventsIdOverAllAttempts() {
    DueDelivery first = dueOne();
    engine.settle(engine.failed(first));
    engine.now = EngineFixture.START.plusSeconds(5);

    DueDelivery second = engine.due().get(0);

    assertThat(second.eventId()).isEqualTo(first.eventId());
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void givesUpWhenTheScheduleIsUsedUp() {
    engine.settings.retrySchedule = List.of(Duration.ofSeconds(5));
    engine.settle(engine.failed(dueOne()));
    engine.now = EngineFixture.START.plusSeconds(5);

    engine.settle(engine.failed(engine.due().get(0)));

    Delivery delivery = engine.only();
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(delivery.reason()).isEqualTo("attempts-used-up");
    assertThat(delivery.attemptCount()).isEqualTo(2);
  }

  @Test
  void countsNothingThatWasNotSent() {
    DueDelivery due = dueOne();

    engine.settle(engine.result(due, AttemptOutcome.NOT_SENT, 0, new byte[0]));

    Delivery delivery = engine.only();
    assertThat(delivery.attemptCount()).isZero();
    assertThat(delivery.nextAttemptAt()).isEqualTo(EngineFixture.START.plusSeconds(1));
    assertThat(engine.database.count("attempt")).isZero();
    assertThat(health(due)).isEqualTo(WebhookHealth.UNKNOWN);
    engine.now = EngineFixture.START.plusSeconds(1);
    engine.settle(engine.result(engine.due().get(0), AttemptOutcome.NOT_SENT, 0, new byte[0]));
    assertThat(engine.only().nextAttemptAt()).isEqualTo(EngineFixture.START.plusSeconds(3));
  }

  private WebhookHealth health(DueDelivery due) {
    return engine
        .deliveries
        .health(List.of(due.webhookId()))
        .getOrDefault(due.webhookId(), WebhookHealth.UNKNOWN);
  }

  @Test
  void givesATestOneAttempt() {
    Webhook webhook = engine.webhook("feedback");
    engine.takeLanes();
    engine.record(
        engine.event("feedback").asTest(PublicId.newKey(), EngineFixture.START), webhook.id());
    DueDelivery due = engine.due().get(0);

    engine.settle(engine.failed(due));

    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(health(due)).isEqualTo(WebhookHealth.UNKNOWN);
  }

  @Test
  void settlesTheSameResultTwiceAsOnce() {
    DueDelivery due = dueOne();
    AttemptResult result = engine.failed(due);

    engine.settle(result);
    engine.settle(result);

    assertThat(engine.only().attemptCount()).isEqualTo(1);
    assertThat(engine.database.count("attempt")).isEqualTo(1);
    assertThat(engine.database.count("attempt where duplicate")).isZero();
    assertThat(health(due).failures()).isEqualTo(1);
  }

  @Test
  void changesNothingByAResultOfAnEarlierOwner() {
    DueDelivery due = dueOne();
    engine.database.execute("update webhook_lane set epoch = epoch + 1");

    engine.settle(engine.delivered(due));

    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(engine.only().attemptCount()).isZero();
    assertThat(engine.deliveries.attempts(due.deliveryId()))
        .singleElement()
        .extracting(Attempt::duplicate)
        .isEqualTo(true);
    assertThat(health(due)).isEqualTo(WebhookHealth.UNKNOWN);
  }

  @Test
  void readsNothingUnderAnEarlierEpoch() {
    DueDelivery due = dueOne();
    engine.database.execute("update webhook_lane set epoch = epoch + 1");

    List<DueDelivery> read =
        engine
            .run(
                new RoundRequest(
                    engine.node,
                    List.of(),
                    false,
                    List.of(new LaneDemand(due.webhookId(), due.epoch(), 10, 0, true)),
                    Set.of()))
            .reading()
            .due();

    assertThat(read).isEmpty();
  }

  @Test
  void tellsHowTheEndpointDoes() {
    DueDelivery due = dueOne();

    engine.settle(engine.failed(due));

    assertThat(health(due).failures()).isEqualTo(1);
    assertThat(health(due).lastOutcome()).isEqualTo(AttemptOutcome.HTTP_ERROR);
    assertThat(health(due).failingSince()).isEqualTo(EngineFixture.START);
  }

  @Test
  void forgetsTheHealthOfAnEndpointThatWasMended() {
    DueDelivery due = dueOne();
    engine.settle(engine.failed(due));
    engine.now = EngineFixture.START.plusSeconds(5);
    DueDelivery inFlight = engine.due().get(0);

    engine.database.transaction(
        () -> engine.registrar.changed(new WebhookChanged(due.webhookId(), true)));
    engine.settle(engine.failed(inFlight));

    assertThat(health(due).failures()).isZero();
    assertThat(engine.only().attemptCount()).isEqualTo(2);
  }

  @Test
  void cancelsWhatWaitsForARemovedWebhook() {
    DueDelivery due = dueOne();
    Webhook webhook = engine.database.em().find(Webhook.class, due.webhookId());
    engine.change(webhook, removed -> removed.remove(EngineFixture.START));

    int closed = engine.sweep();

    assertThat(closed).isEqualTo(1);
    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(engine.only().reason()).isEqualTo("webhook-removed");
  }

  @Test
  void neverCancelsWhatIsInFlight() {
    DueDelivery due = dueOne();
    Webhook webhook = engine.database.em().find(Webhook.class, due.webhookId());
    engine.change(webhook, removed -> removed.remove(EngineFixture.START));

    int closed =
        engine
            .run(
                new RoundRequest(engine.node, List.of(), true, List.of(), Set.of(due.deliveryId())))
            .closed();

    assertThat(closed).isZero();
    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.PENDING);
  }

  @Test
  void expiresWhatIsTooOld() {
    dueOne();
    // keys are made by the real clock
    engine.now = Instant.now(java.time.Clock.systemUTC()).plus(Duration.ofDays(6));

    int closed = engine.sweep();

    assertThat(closed).isEqualTo(1);
    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.EXPIRED);
  }

  @Test
  void settlesAnAnswerWithANulByte() {
    DueDelivery due = dueOne();

    engine.settle(engine.result(due, AttemptOutcome.HTTP_ERROR, 500, new byte[] {'a', 0, 'b'}));

    assertThat(engine.deliveries.attempts(due.deliveryId()).get(0).responseText())
        .isEqualTo("a\0b");
  }

  @Test
  void keepsLittleOfASuccessAndMoreOfAFailure() {
    engine.webhook("feedback");
    engine.record("feedback");
    engine.record("feedback");
    engine.takeLanes();
    List<DueDelivery> due = engine.due();

    engine.settle(
        engine.result(due.get(0), AttemptOutcome.DELIVERED, 200, new byte[30_000]),
        engine.result(due.get(1), AttemptOutcome.HTTP_ERROR, 500, new byte[30_000]));

    assertThat(kept(due.get(0))).hasSize(1024);
    assertThat(kept(due.get(1))).hasSize(20_000);
  }

  private byte[] kept(DueDelivery due) {
    byte[] body = engine.deliveries.attempts(due.deliveryId()).get(0).exchange().responseBody();
    return body == null ? new byte[0] : body;
  }

  @Test
  void saysSoWhenARowWillNeverFit() {
    DueDelivery due = dueOne();
    AttemptResult good = engine.failed(due);
    AttemptResult bad =
        new AttemptResult(
            good.attemptId(),
            due,
            good.startedAt(),
            good.took(),
            good.outcome(),
            false,
            false,
            null,
            "x".repeat(600),
            good.exchange());

    assertThatThrownBy(() -> engine.settle(bad)).isInstanceOf(RejectedRowsException.class);

    assertThat(engine.database.count("attempt")).isZero();
    engine.settle(bad.withoutAnswer());
    assertThat(engine.only().attemptCount()).isEqualTo(1);
  }

  @Test
  void settlesFiveHundredAtOnce() {
    engine.webhook("feedback");
    for (int i = 0; i < 500; i++) {
      engine.record("feedback");
    }
    LaneHold hold = engine.takeLanes().get(0);
    List<DueDelivery> due =
        engine
            .run(
                new RoundRequest(
                    engine.node,
                    List.of(),
                    false,
                    List.of(new LaneDemand(hold.webhookId(), hold.epoch(), 500, 0, true)),
                    Set.of()))
            .reading()
            .due();

    engine.settle(due.stream().map(engine::delivered).toArray(AttemptResult[]::new));

    assertThat(due).hasSize(500);
    assertThat(engine.database.count("delivery where status = 'DELIVERED'")).isEqualTo(500);
    assertThat(engine.database.count("attempt")).isEqualTo(500);
    assertThat(engine.database.count("delivery_due")).isZero();
  }

  @Test
  void takesLanesOfDeadOwners() {
    engine.webhook("feedback");
    LaneHold first = engine.takeLanes().get(0);
    UUID other = PublicId.newKey();

    List<LaneHold> none = engine.holding(other, Set.of(), Set.of(other)).lanes();
    List<LaneHold> all = engine.holding(other, Set.of(engine.node), Set.of(other)).lanes();

    assertThat(none).isEmpty();
    assertThat(all)
        .containsExactly(new LaneHold(first.webhookId(), first.epoch() + 1, false, false));
    assertThat(engine.database.count("node")).isEqualTo(1);
  }

  @Test
  void givesLanesBack() {
    engine.webhook("feedback");
    engine.takeLanes();

    engine.database.transaction(() -> engine.ownership.release(engine.node));

    assertThat(engine.database.count("webhook_lane where owner is null")).isEqualTo(1);
    assertThat(engine.database.count("node")).isZero();
  }

  @Test
  void removesTheLaneOfARemovedWebhookWhenNothingIsLeft() {
    DueDelivery due = dueOne();
    Webhook webhook = engine.database.em().find(Webhook.class, due.webhookId());
    engine.change(webhook, removed -> removed.remove(EngineFixture.START));
    engine.now = EngineFixture.START.plus(Duration.ofHours(2));

    List<LaneHold> before = engine.takeLanes();
    engine.sweep();
    List<LaneHold> after = engine.takeLanes();

    assertThat(before).hasSize(1);
    assertThat(after).isEmpty();
  }

  @Test
  void purgesHistoryButNeverWhatIsDue() {
    DueDelivery done = dueOne();
    engine.settle(engine.delivered(done));
    engine.record("feedback");

    int removed =
        engine.database.<Integer>transaction(() -> engine.deliveries.purge(engine.app.id(), 100));

    assertThat(removed).isEqualTo(1);
    assertThat(engine.only().status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(engine.database.count("attempt")).isZero();
    assertThat(engine.database.count("message_body")).isEqualTo(1);
  }
}
