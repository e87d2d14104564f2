package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.event.EventMessage;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When an endpoint is spared, slowed down, given up, and who is told. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class EndpointHealthTest {
  private final EngineFixture engine;
  private final Webhook webhook;

  EndpointHealthTest(TestDatabase.Kind kind) {
    engine = new EngineFixture(kind);
    webhook = engine.webhook("feedback");
    engine.takeLanes();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void pass(Duration time) {
    engine.now = engine.now.plus(time);
  }

  private WebhookHealth health() {
    return engine
        .deliveries
        .health(List.of(webhook.id()))
        .getOrDefault(webhook.id(), WebhookHealth.UNKNOWN);
  }

  private List<EndpointChange.Kind> changes() {
    List<EndpointChange> all = new ArrayList<>(engine.lanes.changes(webhook.id(), null, 50));
    java.util.Collections.reverse(all);
    return all.stream().map(EndpointChange::kind).toList();
  }

  private void events(int count) {
    for (int i = 0; i < count; i++) {
      engine.record("feedback");
    }
  }

  private AttemptResult answer(
      DueDelivery due, int status, boolean slowDown, @Nullable Duration retryAfter) {
    return new AttemptResult(
        PublicId.newKey(),
        due,
        engine.now,
        Duration.ofMillis(5),
        AttemptOutcome.HTTP_ERROR,
        status == 410,
        slowDown,
        retryAfter,
        "The endpoint answered " + status + ".",
        Exchange.unanswered("http://127.0.0.1/hook", ""));
  }

  private void open() {
    events(6);
    engine.settle(engine.due().stream().limit(5).map(engine::failed).toArray(AttemptResult[]::new));
  }

  @Test
  void sparesAnEndpointAfterFiveFailuresInARow() {
    events(6);
    List<DueDelivery> due = engine.due();

    RoundOutcome outcome =
        engine.settle(due.stream().limit(5).map(engine::failed).toArray(AttemptResult[]::new));

    assertThat(health().circuit()).isEqualTo(Circuit.OPEN);
    assertThat(health().openUntil()).isEqualTo(engine.now.plusSeconds(60));
    assertThat(outcome.gates())
        .containsExactly(new LaneGate(webhook.id(), Duration.ofMinutes(1), true));
    assertThat(engine.due()).isEmpty();
    assertThat(changes()).containsExactly(EndpointChange.Kind.CIRCUIT_OPENED);
  }

  @Test
  void countsOnlyFailuresInARow() {
    events(6);
    List<DueDelivery> due = engine.due();

    engine.settle(due.stream().limit(4).map(engine::failed).toArray(AttemptResult[]::new));
    engine.settle(engine.delivered(due.get(4)));
    engine.settle(engine.failed(due.get(5)));

    assertThat(health().circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(health().failures()).isEqualTo(1);
  }

  @Test
  void triesASparedEndpointByOneDeliveryAlone() {
    open();
    pass(Duration.ofMinutes(1));

    List<DueDelivery> due = engine.due();

    assertThat(due).hasSize(1);
    assertThat(due.get(0).probe()).isTrue();
  }

  @Test
  void sparesItTwiceAsLongAfterAFailedProbe() {
    open();
    for (int minutes : new int[] {1, 2, 4}) {
      assertThat(health().openUntil()).isEqualTo(engine.now.plus(Duration.ofMinutes(minutes)));
      pass(Duration.ofMinutes(minutes));
      engine.settle(engine.failed(engine.due().get(0)));
    }

    assertThat(health().openUntil()).isEqualTo(engine.now.plus(Duration.ofMinutes(8)));
    assertThat(changes()).containsExactly(EndpointChange.Kind.CIRCUIT_OPENED);
  }

  @Test
  void sparesItNoLongerThanADay() {
    assertThat(engine.settings.endpointRules().openFor(1000)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void learnsNothingFromFailuresOfCallsThatLeftBefore() {
    events(8);
    List<DueDelivery> due = engine.due();

    engine.settle(due.stream().map(engine::failed).toArray(AttemptResult[]::new));

    assertThat(health().failures()).isEqualTo(5);
    assertThat(health().openUntil()).isEqualTo(engine.now.plusSeconds(60));
  }

  @Test
  void callsItAgainAfterAProbeThatArrived() {
    open();
    pass(Duration.ofMinutes(1));

    engine.settle(engine.delivered(engine.due().get(0)));

    assertThat(health().circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(engine.due()).hasSize(5);
    assertThat(changes())
        .containsExactly(EndpointChange.Kind.CIRCUIT_OPENED, EndpointChange.Kind.CIRCUIT_CLOSED);
  }

  @Test
  void sendsATestToASparedEndpointAndLearnsNothingFromIt() {
    open();
    engine.record(engine.event("feedback").asTest(PublicId.newKey(), engine.now), webhook.id());

    List<DueDelivery> due = engine.due();
    engine.settle(engine.delivered(due.get(0)));

    assertThat(due).hasSize(1);
    assertThat(due.get(0).test()).isTrue();
    assertThat(health().circuit()).isEqualTo(Circuit.OPEN);
  }

  @Test
  void triesASparedEndpointAtOnceWhenSomebodySendsAgain() {
    open();
    UUID waiting = engine.history.page(engine.app.id(), DeliveryFilter.ALL, null, 10).get(0).id();

    engine.database.newTransaction(() -> engine.resender.resend(engine.caller, waiting));

    assertThat(engine.due()).singleElement().matches(DueDelivery::probe);
  }

  @Test
  void leavesAnEndpointAloneForAsLongAsItAsked() {
    events(2);
    DueDelivery due = engine.due().get(0);

    engine.settle(answer(due, 429, true, Duration.ofSeconds(90)));

    assertThat(health().slowUntil()).isEqualTo(engine.now.plusSeconds(90));
    pass(Duration.ofSeconds(89));
    assertThat(engine.due()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(engine.due()).isNotEmpty();
    assertThat(changes()).containsExactly(EndpointChange.Kind.SLOWED_DOWN);
  }

  @Test
  void leavesItAloneForTenSecondsWhereItDoesNotSayHowLong() {
    events(2);

    engine.settle(answer(engine.due().get(0), 502, true, null));

    assertThat(health().slowUntil()).isEqualTo(engine.now.plusSeconds(10));
  }

  @Test
  void followsNoWishBeyondADay() {
    events(2);

    engine.settle(answer(engine.due().get(0), 429, true, Duration.ofDays(30)));

    assertThat(health().slowUntil()).isEqualTo(engine.now.plus(Duration.ofHours(24)));
  }

  @Test
  void switchesAWebhookOffWhoseEndpointIsGoneAndTellsTheOthers() {
    Webhook other = engine.webhook("endpoint.disabled");
    events(2);

    engine.settle(answer(engine.due().get(0), 410, false, null));
    List<DueDelivery> before = engine.due();
    tellNews();

    assertThat(before).isEmpty();
    Webhook off = find(webhook.id());
    assertThat(off.enabled()).isFalse();
    assertThat(off.disabledReason()).isEqualTo("The endpoint answered 410 Gone.");
    assertThat(changes()).containsExactly(EndpointChange.Kind.SWITCHED_OFF);
    assertThat(engine.database.count("notice where kind = 'endpoint-disabled'")).isEqualTo(1);
    assertThat(engine.database.count("app_event where type = 'endpoint.disabled'")).isEqualTo(1);
    assertThat(
            engine.database.count(
                "delivery where webhook_id = '" + other.id() + "' and status = 'PENDING'"))
        .isEqualTo(1);
    assertThat(engine.database.count("audit_entry where action = 'webhook.switch-off'"))
        .isEqualTo(1);
    tellNews();
    assertThat(engine.database.count("notice")).isEqualTo(1);
  }

  private void tellNews() {
    List<UUID> news =
        engine.holding(engine.node, java.util.Set.of(), java.util.Set.of(engine.node)).news();
    news.forEach(
        id ->
            engine.database.newTransaction(
                () -> {
                  engine.watch.tell(id);
                  return true;
                }));
  }

  private Webhook find(UUID id) {
    return engine.database.newTransaction(() -> engine.database.em().find(Webhook.class, id));
  }

  @Test
  void saysNothingOfNewsThatAnEditHasOvertaken() {
    events(1);
    engine.settle(answer(engine.due().get(0), 410, false, null));

    engine.edit(webhook.id(), edited -> edited.pointAt("http://127.0.0.1:2/", engine.now), true);
    tellNews();

    assertThat(find(webhook.id()).enabled()).isTrue();
    assertThat(engine.database.count("notice")).isZero();
  }

  @Test
  void tellsOfNoEndOfATroubleThatNobodyWasToldOf() {
    events(2);
    engine.settle(answer(engine.due().get(0), 410, false, null));
    engine.edit(webhook.id(), off -> off.disable(null, engine.now), false);
    tellNews();
    assertThat(engine.database.count("notice")).isZero();

    engine.edit(webhook.id(), on -> on.enable(engine.now), true);
    engine.settle(engine.delivered(engine.due().get(0)));
    tellNews();

    assertThat(engine.database.count("notice")).isZero();
    assertThat(engine.database.count("app_event where type = 'endpoint.recovered'")).isZero();
  }

  @Test
  void switchesOffAfterFiveDaysOfFailure() {
    failEvery(Duration.ofHours(12), 11);
    tellNews();

    assertThat(find(webhook.id()).enabled()).isFalse();
    assertThat(find(webhook.id()).disabledReason())
        .isEqualTo("The endpoint has failed since " + EngineFixture.START + ".");
  }

  @Test
  void beginsToCountAnewAfterADayWithoutAnAttempt() {
    failEvery(Duration.ofHours(26), 6);
    tellNews();

    assertThat(find(webhook.id()).enabled()).isTrue();
    assertThat(health().failingSince()).isEqualTo(engine.now);
  }

  /** Fails, lets time go by, and so on; ends with a failure. */
  private void failEvery(Duration time, int times) {
    engine.settings.maxAge = Duration.ofDays(60);
    for (int i = 0; i < times; i++) {
      if (i > 0) {
        pass(time);
      }
      events(1);
      engine.settle(engine.failed(engine.due().get(0)));
    }
  }

  @Test
  void tellsOfLastingTroubleOnceAndOfItsEnd() {
    Webhook other = engine.webhook("endpoint.recovered");
    failEvery(Duration.ofMinutes(40), 3);
    tellNews();
    failAgain();
    tellNews();
    assertThat(engine.database.count("notice where kind = 'endpoint-failing'")).isEqualTo(1);

    pass(Duration.ofHours(1));
    engine.settle(engine.delivered(engine.due().get(0)));
    tellNews();

    assertThat(engine.database.count("notice where kind = 'endpoint-recovered'")).isEqualTo(1);
    assertThat(engine.database.count("delivery where webhook_id = '" + other.id() + "'"))
        .isEqualTo(1);
    assertThat(changes()).contains(EndpointChange.Kind.FAILING, EndpointChange.Kind.RECOVERED);
  }

  private void failAgain() {
    pass(Duration.ofMinutes(40));
    engine.settle(engine.failed(engine.due().get(0)));
  }

  @Test
  void tellsNothingOfAShortTrouble() {
    events(2);
    engine.settle(engine.failed(engine.due().get(0)));
    pass(Duration.ofMinutes(5));
    engine.settle(engine.delivered(engine.due().get(0)));
    tellNews();

    assertThat(engine.database.count("notice")).isZero();
  }

  @Test
  void keepsToTheWebhooksOwnSchedule() {
    engine.database.execute("update webhook set retry_schedule = 'PT7S,PT1H'");
    events(1);

    engine.settle(engine.failed(engine.due().get(0)));
    Instant first = engine.only().nextAttemptAt();
    pass(Duration.ofSeconds(7));
    engine.settle(engine.failed(engine.due().get(0)));
    Instant second = engine.only().nextAttemptAt();
    pass(Duration.ofHours(1));
    engine.settle(engine.failed(engine.due().get(0)));

    assertThat(first).isEqualTo(EngineFixture.START.plusSeconds(7));
    assertThat(second).isEqualTo(EngineFixture.START.plusSeconds(3607));
    assertThat(engine.only().reason()).isEqualTo("attempts-used-up");
  }

  @Test
  void readsAnOrderedWebhooksDeliveriesInTheOrderOfEvents() {
    engine.database.execute("update webhook set ordered = true");
    List<UUID> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      // whatever the clock says
      pass(Duration.ofSeconds(-1));
      expected.add(engine.record("feedback").id());
    }
    pass(Duration.ofSeconds(10));

    assertThat(engine.due()).extracting(DueDelivery::eventId).isEqualTo(expected);
  }

  @Test
  void readsNothingBehindTheHeadOfAnOrderedWebhookThatWaits() {
    engine.database.execute("update webhook set ordered = true");
    events(3);

    engine.settle(engine.failed(engine.due().get(0)));

    assertThat(engine.due()).isEmpty();
    pass(Duration.ofSeconds(5));
    assertThat(engine.due()).hasSize(3);
  }

  @Test
  void putsWhatWasThereBeforeOrderWasAskedForFirstAndTestsBeforeThat() {
    EventMessage before = engine.record("feedback");
    engine.database.execute("update webhook set ordered = true");
    EventMessage after = engine.record("feedback");
    EventMessage test = engine.event("feedback").asTest(PublicId.newKey(), engine.now);
    engine.record(test, webhook.id());

    assertThat(engine.due())
        .extracting(DueDelivery::eventId)
        .containsExactly(test.id(), before.id(), after.id());
  }
}
