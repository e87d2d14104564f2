package dev.pappus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pappus.app.App;
import dev.pappus.delivery.store.SqlRunner;
import dev.pappus.delivery.store.h2.H2DeliveryStore;
import dev.pappus.shared.id.PublicId;
import dev.pappus.shared.inject.Injection;
import dev.pappus.shared.persistence.TestDatabase;
import dev.pappus.shared.time.DbClock;
import dev.pappus.webhook.Webhook;
import dev.pappus.webhook.WebhookFilter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of deliveries to a team's webhook when the app they are about is deleted. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class DeletedAppTest {
  private static final Duration A_PASS = Duration.ofSeconds(11);

  @Parameter TestDatabase.Kind kind;
  EngineFixture engine;
  Webhook webhook;
  App other;

  @BeforeEach
  void open() {
    engine = new EngineFixture(kind);
    webhook = engine.teamWebhook(WebhookFilter.ALL);
    other = engine.anotherApp();
    engine.takeLanes();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void record(App app, int count) {
    for (int i = 0; i < count; i++) {
      engine.record(engine.event(app, "feedback"), null);
    }
  }

  private List<Delivery> of(App app) {
    return engine.history.page(app.id(), DeliveryFilter.ALL, null, 5000);
  }

  private int sweep(Set<UUID> busy) {
    return engine.run(new RoundRequest(engine.node, List.of(), true, List.of(), busy)).closed();
  }

  @Test
  void cancelsWhatWaitsForADeletedApp() {
    record(engine.app, 2);
    engine.deleteApp(engine.app.id());

    int closed = engine.sweep();

    assertThat(closed).isEqualTo(2);
    assertThat(of(engine.app))
        .allSatisfy(
            delivery -> {
              assertThat(delivery.status()).isEqualTo(DeliveryStatus.CANCELLED);
              assertThat(delivery.reason()).isEqualTo("app-deleted");
            });
    assertThat(engine.database.count("delivery_due")).isZero();
  }

  @Test
  void leavesWhatWaitsForOtherApps() {
    record(engine.app, 1);
    record(other, 1);
    engine.deleteApp(engine.app.id());

    engine.sweep();

    assertThat(of(other).get(0).status()).isEqualTo(DeliveryStatus.PENDING);
    assertThat(engine.due()).hasSize(1);
  }

  @Test
  void leavesWhatWaitsInALaneOfAnotherNode() {
    record(engine.app, 1);
    engine.deleteApp(engine.app.id());
    engine.database.transaction(() -> engine.lanes.release(engine.node, List.of(webhook.id())));

    assertThat(engine.sweep()).isZero();

    engine.takeLanes();
    assertThat(engine.sweep()).isEqualTo(1);
  }

  @Test
  void marksOneRowForEachWebhookOfTheTeamHoweverMuchWaits() {
    engine.teamWebhook(WebhookFilter.ALL);
    Webhook removed = engine.teamWebhook(WebhookFilter.ALL);
    engine.change(removed, gone -> gone.remove(EngineFixture.START));
    engine.webhook("feedback");
    record(engine.app, 5);

    engine.deleteApp(engine.app.id());

    assertThat(engine.database.count("app_withdrawal")).isEqualTo(2);
    assertThat(of(engine.app))
        .allSatisfy(it -> assertThat(it.status()).isEqualTo(DeliveryStatus.PENDING));
    assertThat(engine.rung).contains(webhook.id());
  }

  @Test
  void closesAtMostFiveHundredInARound() {
    record(engine.app, 501);
    engine.deleteApp(engine.app.id());

    assertThat(engine.sweep()).isEqualTo(500);
    assertThat(engine.sweep()).isEqualTo(1);
    assertThat(engine.sweep()).isZero();
  }

  @Test
  void neverCancelsWhatIsInFlightUntilItComesBack() {
    record(engine.app, 2);
    DueDelivery sending = engine.due().get(0);
    engine.deleteApp(engine.app.id());

    assertThat(sweep(Set.of(sending.deliveryId()))).isEqualTo(1);
    assertThat(of(engine.app))
        .filteredOn(delivery -> delivery.status() == DeliveryStatus.PENDING)
        .extracting(Delivery::id)
        .containsExactly(sending.deliveryId());
    engine.settle(engine.failed(sending));
    engine.now = engine.now.plus(A_PASS);

    assertThat(engine.sweep()).isEqualTo(1);
    assertThat(engine.database.count("delivery_due")).isZero();
  }

  @Test
  void cancelsWhatAnEventLeftWhoseTransactionBeganBefore() {
    engine.deleteApp(engine.app.id());
    engine.sweep();
    record(engine.app, 1);
    engine.now = engine.now.plus(A_PASS);

    assertThat(engine.sweep()).isEqualTo(1);
  }

  @Test
  void findsWhatIsItsOwnAmongMuchOfOtherLanes() {
    engine.webhook("feedback");
    record(engine.app, AppWithdrawals.LOOKED_AT + 1);
    engine.deleteApp(engine.app.id());

    int closed = 0;
    for (int round = 0; round < 20; round++) {
      closed += engine.sweep();
    }

    assertThat(closed).isEqualTo(AppWithdrawals.LOOKED_AT + 1);
    assertThat(engine.database.count("delivery_due")).isEqualTo(AppWithdrawals.LOOKED_AT + 1);
  }

  @Test
  void forgetsTheMarkWhenNothingMoreCanCome() {
    record(engine.app, 1);
    engine.deleteApp(engine.app.id());
    engine.sweep();
    engine.now = engine.now.plus(Duration.ofMinutes(30));
    engine.sweep();
    assertThat(engine.database.count("app_withdrawal")).isEqualTo(1);

    engine.now = engine.now.plus(Duration.ofHours(1));
    engine.sweep();

    assertThat(engine.database.count("app_withdrawal")).isZero();
  }

  @Test
  void forgetsTheMarkWithTheLane() {
    engine.deleteApp(engine.app.id());
    engine.change(webhook, gone -> gone.remove(EngineFixture.START));
    engine.now = engine.now.plus(Duration.ofHours(2));

    engine.takeLanes();

    assertThat(engine.database.count("webhook_lane")).isZero();
    assertThat(engine.database.count("app_withdrawal")).isZero();
  }

  @Test
  void asksNoMoreWhereNothingIsWithdrawn() {
    record(engine.app, 1);
    AtomicInteger statements = new AtomicInteger();
    DeliveryRound counted =
        Injection.wire(
            new DeliveryRound(),
            // those of a sweep are the same on both
            new H2DeliveryStore(new SqlRunner(engine.counting(statements))),
            (DbClock) () -> engine.now,
            engine.settings);

    counted.run(new RoundRequest(PublicId.newKey(), List.of(), true, List.of(), Set.of()));

    assertThat(statements).hasValue(5);
  }
}
